using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Errors;

namespace HolySheep.Templates;

/// <summary>Which of the names that an input has is meant by a name that a person wrote: the same text first, then the same but for case and outer blanks.</summary>
public static class NameChoice
{
    /// <summary>The place of the name that is meant, from 0; -1 if none is.</summary>
    /// <param name="name">The name as it was written, with its blanks.</param>
    /// <param name="names">The names that are there.</param>
    /// <param name="where">What has them, for the message: <c>columns of the file</c>.</param>
    /// <exception cref="HolySheepException">Several are meant alike.</exception>
    public static int IndexOf(string name, IReadOnlyList<string> names, string where)
    {
        var places = Places(name, names);
        return places.Count switch
        {
            0 => -1,
            1 => places[0],
            _ => throw new HolySheepException(
                ErrorCode.ArgumentInvalid,
                $"The template's {{{name}}} fits several {where}: {string.Join(", ", places.Select(place => place + 1))}.",
                $"They are {string.Join(", ", places.Select(place => $"'{names[place]}'"))}: write the name with its case and its blanks, or give each a name of its own."),
        };
    }

    private static IReadOnlyList<int> Places(string name, IReadOnlyList<string> names)
    {
        var trimmed = name.Trim();
        Func<string, bool>[] rules =
        [
            candidate => string.Equals(candidate, name, StringComparison.Ordinal),
            candidate => string.Equals(candidate, trimmed, StringComparison.Ordinal),
            candidate => string.Equals(candidate.Trim(), trimmed, StringComparison.OrdinalIgnoreCase),
        ];
        foreach (var fits in rules)
        {
            int[] places = [.. Enumerable.Range(0, names.Count).Where(place => fits(names[place]))];
            if (places.Length > 0)
            {
                return places;
            }
        }

        return [];
    }
}
