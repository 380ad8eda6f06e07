using System;
using System.Collections;
using System.Collections.Generic;

namespace HolySheep.Csv.Lanes;

/// <summary>What this run has taken of the results of a batch, over all the times it read them.</summary>
/// <param name="rows">The number of rows of the batch.</param>
internal sealed class BatchTake(int rows)
{
    /// <summary>So many reads without a new result are taken as all that the provider gives.</summary>
    public const int MostReads = 10;

    private readonly BitArray _seen = new(rows);
    private int _countBefore;
    private int _readsWithoutNew;

    /// <summary>The rows that have a result.</summary>
    public int Count { get; private set; }

    /// <summary>The rows that were answered.</summary>
    public int Answered { get; set; }

    /// <summary>What the results cost in USD; null if a price is unknown.</summary>
    public decimal? Cost { get; set; } = 0m;

    /// <summary>The failures by code, with the text of the last one.</summary>
    public Dictionary<string, (int Count, string Text)> Failures { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether reading again is not expected to bring more.</summary>
    public bool IsStuck => _readsWithoutNew >= MostReads;

    /// <summary>Whether a row has a result.</summary>
    public bool Has(int row) => _seen[row];

    /// <summary>Notes that a row has a result.</summary>
    public void Add(int row)
    {
        _seen[row] = true;
        Count++;
    }

    /// <summary>Notes that the results were read to their end, and rows are left without one.</summary>
    public void EndRead()
    {
        _readsWithoutNew = Count > _countBefore ? 1 : _readsWithoutNew + 1;
        _countBefore = Count;
    }
}
