using System;
using System.Collections.Generic;

namespace HolySheep.Errors;

/// <summary>Finds the known name that a mistyped one most likely means.</summary>
public static class NearestName
{
    // Longer names are not typos, and the table would grow with the square of the length.
    private const int LongestName = 64;

    /// <summary>The nearest name, ignoring case; null if none is near.</summary>
    public static string? Of(string name, IEnumerable<string> known)
    {
        string? nearest = null;
        var best = int.MaxValue;
        foreach (var candidate in known)
        {
            var limit = Math.Min(best - 1, Math.Max(1, Math.Max(name.Length, candidate.Length) / 3));
            if (Math.Max(name.Length, candidate.Length) > LongestName || Math.Abs(name.Length - candidate.Length) > limit)
            {
                continue;
            }

            var distance = Distance(name.ToUpperInvariant(), candidate.ToUpperInvariant());
            if (distance <= limit && distance < name.Length)
            {
                nearest = candidate;
                best = distance;
            }
        }

        return nearest;
    }

    /// <summary>A clause that suggests the nearest name, for the end of a message; empty if none is near.</summary>
    public static string Suggest(string name, IEnumerable<string> known) =>
        Of(name, known) is { } nearest ? $"; did you mean '{nearest}'?" : "";

    /// <summary>Insertions, deletions, replacements and swaps of neighbours (optimal string alignment).</summary>
    internal static int Distance(string a, string b)
    {
        var beforeLast = new int[b.Length + 1];
        var last = new int[b.Length + 1];
        var row = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
        {
            last[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replace = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                row[j] = Math.Min(replace, Math.Min(last[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    row[j] = Math.Min(row[j], beforeLast[j - 2] + 1);
                }
            }

            (beforeLast, last, row) = (last, row, beforeLast);
        }

        return last[b.Length];
    }
}
