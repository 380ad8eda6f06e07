using System;
using System.Collections.Generic;
using System.Linq;

namespace HolySheep.Configuration.Names;

/// <summary>Finds the configured spelling of a name that users write in any letter case.</summary>
internal static class EntryName
{
    /// <summary>The equal name, otherwise the first that differs only in letter case; null if there is neither.</summary>
    public static string? Find(IEnumerable<string> names, string name)
    {
        string? other = null;
        foreach (var known in names.Where(known => string.Equals(known, name, StringComparison.OrdinalIgnoreCase)))
        {
            if (known == name)
            {
                return known;
            }

            other ??= known;
        }

        return other;
    }
}
