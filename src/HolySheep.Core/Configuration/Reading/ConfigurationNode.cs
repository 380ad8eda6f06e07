using System;
using System.Collections.Generic;
using System.Text.Json;

namespace HolySheep.Configuration.Reading;

/// <summary>One value of the file, with its position.</summary>
/// <param name="Kind">The kind of the value.</param>
/// <param name="Name">Its key in the parent object; empty for list items and for the root.</param>
/// <param name="Path">The keys that lead to it, for example <c>models.gpt-4.1.targets[0]</c>; empty for the root.</param>
/// <param name="Line">The 1-based line of its key, or of the value if it has none.</param>
internal sealed record ConfigurationNode(JsonValueKind Kind, string Name, string Path, int Line)
{
    /// <summary>The text of a string, or a number as written.</summary>
    public string Text { get; init; } = "";

    /// <summary>The members of an object or the items of a list, in the file's order.</summary>
    public IReadOnlyList<ConfigurationNode> Children { get; init; } = [];

    /// <summary>The member of an object; null if it does not exist.</summary>
    public ConfigurationNode? this[string name]
    {
        get
        {
            foreach (var child in Children)
            {
                if (string.Equals(child.Name, name, StringComparison.Ordinal))
                {
                    return child;
                }
            }

            return null;
        }
    }
}
