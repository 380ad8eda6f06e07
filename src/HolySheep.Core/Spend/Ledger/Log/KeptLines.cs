using System.Collections.Generic;

namespace HolySheep.Spend.Ledger.Log;

/// <summary>The lines that this process has written to a part: it need not read back what it knows.</summary>
internal sealed class KeptLines
{
    private readonly List<(long Number, LogLine Line)> _lines = [];

    /// <summary>Adds a line.</summary>
    public void Add(long number, LogLine line)
    {
        lock (_lines)
        {
            _lines.Add((number, line));
        }
    }

    /// <summary>The lines so far, in order.</summary>
    public IReadOnlyList<(long Number, LogLine Line)> SoFar()
    {
        lock (_lines)
        {
            return [.. _lines];
        }
    }
}
