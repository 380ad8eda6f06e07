using System;
using System.Collections.Generic;
using System.Linq;

namespace HolySheep.Cli.Commands;

/// <summary>The known name that somebody most likely meant.</summary>
internal static class NearestName
{
    /// <summary>The nearest name, null where none is near: a third of the letters may differ, and short names are never guessed.</summary>
    public static string? Of(string name, IEnumerable<string> known) => known
        .Where(candidate => candidate.Length > 2)
        .Select(candidate => (Name: candidate, Distance: Distance(name, candidate)))
        .Where(candidate => candidate.Distance <= Math.Max(1, Math.Max(name.Length, candidate.Name.Length) / 3))
        .OrderBy(candidate => candidate.Distance)
        .Select(candidate => candidate.Name)
        .FirstOrDefault();

    // The number of letters to add, drop, replace or swap with their neighbour.
    private static int Distance(string a, string b)
    {
        var distance = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                distance[i, j] = (i, j) switch
                {
                    (0, _) => j,
                    (_, 0) => i,
                    _ => Math.Min(
                        distance[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1),
                        1 + Math.Min(distance[i - 1, j], distance[i, j - 1])),
                };
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    distance[i, j] = Math.Min(distance[i, j], distance[i - 2, j - 2] + 1);
                }
            }
        }

        return distance[a.Length, b.Length];
    }
}
