using System;
using System.Collections.Generic;
using System.Linq;

namespace HolySheep.PowerShell.Results;

/// <summary>A table in a result whose text is its entries and not its type, for Export-Csv and strings.</summary>
internal sealed class ResultTable : Dictionary<string, string>
{
    internal ResultTable(IEnumerable<KeyValuePair<string, string>> entries)
        : base(StringComparer.OrdinalIgnoreCase)
    {
        foreach (var entry in entries)
        {
            this[entry.Key] = entry.Value;
        }
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join("; ", this.Select(entry => $"{entry.Key}={entry.Value}"));
}
