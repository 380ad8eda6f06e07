using System;
using System.Collections.Generic;
using System.Threading;

namespace HolySheep.Csv.Journal;

/// <summary>What was paid for rows beside their entries: for a second answer, or for a call without a result. From any thread.</summary>
internal sealed class SpendBeside
{
    private readonly object _lock = new();
    private readonly Dictionary<RowKey, RowSpend> _rows = [];
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private int _changes;

    /// <summary>How often what a settled row gives to the output has changed: what was written of it before is no longer valid.</summary>
    public int Changes => Volatile.Read(ref _changes);

    /// <summary>Notes that a settled row gives something else to the output.</summary>
    public void Change() => Interlocked.Increment(ref _changes);

    /// <summary>The record of what was paid for a row.</summary>
    /// <param name="entry">The result that is not kept.</param>
    /// <param name="id">The id of the row in its batch; null if a live call was paid.</param>
    public static BatchRecord RecordOf(JournalEntry entry, string? id) => new(BatchStep.PaidBeside, "") { Rows = [entry.Key], Count = entry.Attempts, Cost = entry.Cost, Text = id };

    /// <summary>Takes a record; false if it is known, as when the results of a batch are read again after a crash.</summary>
    public bool Add(BatchRecord record)
    {
        lock (_lock)
        {
            if (record.Text is { } id && !_ids.Add(id))
            {
                return false;
            }

            _rows[record.Rows[0]] = (_rows.TryGetValue(record.Rows[0], out var known) ? known : default).And(record.Count, record.Cost);
            Change();
            return true;
        }
    }

    /// <summary>Whether what was paid for a row of a batch is known.</summary>
    public bool Has(string id)
    {
        lock (_lock)
        {
            return _ids.Contains(id);
        }
    }

    /// <summary>An entry with all that was paid for its row.</summary>
    public JournalEntry On(JournalEntry entry)
    {
        lock (_lock)
        {
            if (!_rows.TryGetValue(entry.Key, out var beside))
            {
                return entry;
            }

            var whole = RowSpend.Of(entry).And(beside.Attempts, beside.Cost);
            return entry with { Attempts = whole.Attempts, Cost = whole.Cost };
        }
    }
}
