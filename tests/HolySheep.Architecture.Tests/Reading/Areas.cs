using System;
using Mono.Cecil;

namespace HolySheep.Architecture.Tests.Reading;

/// <summary>Cuts a root namespace into its areas: the folders right under it.</summary>
internal static class Areas
{
    /// <summary>The area of a namespace: empty for the root itself, null outside of it.</summary>
    public static string? Of(string name, string root) =>
        name == root ? ""
        : name.StartsWith(root + ".", StringComparison.Ordinal) ? name[(root.Length + 1)..].Split('.')[0]
        : null;

    public static string NamespaceOf(TypeReference type)
    {
        while (type.DeclaringType is not null)
        {
            type = type.DeclaringType;
        }

        return type.Namespace;
    }
}
