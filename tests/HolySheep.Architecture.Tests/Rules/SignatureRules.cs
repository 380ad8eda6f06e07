using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Architecture.Tests.Reading;
using Mono.Cecil;

namespace HolySheep.Architecture.Tests.Rules;

/// <summary>What callers can see of an assembly.</summary>
internal static class SignatureRules
{
    /// <summary>Types of these namespaces in signatures that a caller or an heir can see.</summary>
    public static IReadOnlyList<string> Hides(ModuleDefinition module, string root, params string[] hidden) =>
    [
        .. module.GetTypes()
            .Where(type => Areas.Of(Areas.NamespaceOf(type), root) is not null && IsVisible(type))
            .SelectMany(type => Visible(type).SelectMany(seen => UseReader.Flatten(seen.Type).Select(part => (seen.Where, Part: part))))
            .Where(seen => hidden.Any(name => Areas.NamespaceOf(seen.Part) == name || Areas.NamespaceOf(seen.Part).StartsWith(name + ".", StringComparison.Ordinal)))
            .Select(seen => $"{seen.Where} shows {seen.Part.FullName}")
            .Distinct(),
    ];

    private static bool IsVisible(TypeDefinition type) =>
        type.IsPublic || ((type.IsNestedPublic || type.IsNestedFamily || type.IsNestedFamilyOrAssembly) && IsVisible(type.DeclaringType));

    private static IEnumerable<(string Where, TypeReference? Type)> Visible(TypeDefinition type) =>
    [
        (type.FullName, type.BaseType),
        .. type.Interfaces.Select(implemented => (type.FullName, implemented.InterfaceType)),
        .. UseReader.Constraints(type).Select(constraint => (type.FullName, constraint)),
        .. type.Fields.Where(field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly).Select(field => ($"{type.FullName}.{field.Name}", field.FieldType)),
        .. type.Methods.Where(method => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly).SelectMany(method => Signature(method).Select(part => ($"{type.FullName}.{method.Name}", part))),
    ];

    private static IEnumerable<TypeReference> Signature(MethodDefinition method) =>
        [method.ReturnType, .. method.Parameters.Select(parameter => parameter.ParameterType), .. UseReader.Constraints(method)];
}
