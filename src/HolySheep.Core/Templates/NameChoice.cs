using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Errors;

namespace HolySheep.Templates;

/// <summary>Finds which of an input's names a written name means: an exact match first, then a match that ignores case and outer spaces.</summary>
public static class NameChoice
{
    /// <summary>The 0-based index of the matching name; -1 if none matches.</summary>
    /// <param name="name">The name as written, with its spaces.</param>
    /// <param name="names">The names of the input.</param>
    /// <param name="where">What has these names, for the message: <c>columns of the file</c>.</param>
    /// <exception cref="HolySheepException">Several names match equally.</exception>
    public static int IndexOf(string name, IReadOnlyList<string> names, string where)
    {
        var places = Places(name, names);
        return places.Count switch
        {
            0 => -1,
            1 => places[0],
            _ => throw new HolySheepException(
                ErrorCode.ArgumentInvalid,
                $"The template's {{{name}}} matches several {where}: {string.Join(", ", places.Select(place => place + 1))}.",
                $"They are {string.Join(", ", places.Select(place => $"'{names[place]}'"))}: write the name with its exact case and spaces, or rename them."),
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
