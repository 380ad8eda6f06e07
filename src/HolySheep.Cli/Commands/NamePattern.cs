using System;
using System.Collections.Generic;
using System.IO.Enumeration;
using System.Linq;

namespace HolySheep.Cli.Commands;

/// <summary>A name on the command line that may have wildcards: <c>*</c> for any characters and <c>?</c> for one.</summary>
internal static class NamePattern
{
    /// <summary>The items whose name matches, in any letter case; all items without a pattern.</summary>
    /// <param name="items">The items.</param>
    /// <param name="nameOf">The name of an item.</param>
    /// <param name="pattern">The pattern; null matches every name.</param>
    /// <param name="find">Returns the item of a name without wildcards that no item matches, or throws.</param>
    public static IReadOnlyList<T> Select<T>(IEnumerable<T> items, Func<T, string> nameOf, string? pattern, Func<string, T> find)
    {
        var found = items.Where(item => Matches(pattern, nameOf(item))).ToList();
        if (found.Count == 0 && pattern is not null && !HasWildcards(pattern))
        {
            found.Add(find(pattern));
        }

        return found;
    }

    /// <summary>True if the name matches, in any letter case; a null pattern matches every name.</summary>
    public static bool Matches(string? pattern, string name) => pattern is null || FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: true);

    /// <summary>True if the text has wildcards.</summary>
    public static bool HasWildcards(string pattern) => pattern.AsSpan().ContainsAny('*', '?');
}
