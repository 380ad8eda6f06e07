using System;
using System.Collections.Generic;
using HolySheep.Spend.Budgets;
using HolySheep.State.Sqlite.Engine;

namespace HolySheep.Spend.Ledger.Sqlite.Import;

/// <summary>What the triggers of <see cref="LedgerSchema"/> do for each row, done once for all rows of an import: for many rows, that takes as long as the rows themselves.</summary>
internal sealed class ImportSums
{
    private const string IntoSpend = "INSERT INTO spend VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO UPDATE SET amount = amount + excluded.amount";
    private const string IntoTags = "INSERT INTO spend_tags VALUES ($1, $2, $3) ON CONFLICT DO UPDATE SET amount = amount + excluded.amount";
    private const string IntoBlocks = "INSERT INTO blocks VALUES ($1, $2, $3) ON CONFLICT DO UPDATE SET first = min(first, excluded.first), last = max(last, excluded.last)";
    private const int BlockBits = 10;

    private readonly Dictionary<(long Bucket, string Provider, string Model, string ModelSent, string Job), long> _spend = [];
    private readonly Dictionary<(string Tag, long Bucket), long> _tags = [];
    private readonly Dictionary<long, (long First, long Last)> _blocks = [];

    /// <summary>Adds a row that was written without triggers.</summary>
    /// <param name="row">Its id.</param>
    /// <param name="start">The attempt.</param>
    /// <param name="settlement">Its result; null if it is under way, and counts in no sum.</param>
    public void Add(long row, AttemptStart start, LedgerSettlement? settlement)
    {
        var (bucket, block) = (BucketNumber.Of(start.StartedAt), row >> BlockBits);
        _blocks[block] = _blocks.TryGetValue(block, out var range) ? (Math.Min(range.First, bucket), Math.Max(range.Last, bucket)) : (bucket, bucket);
        if (settlement?.CountedUnits() is { } amount and not 0)
        {
            Add(_spend, (bucket, start.Provider, start.Model, start.ModelSent, start.Job ?? ""), amount);
        }
    }

    /// <summary>Adds a tag of such a row.</summary>
    public void AddTag(string name, AttemptStart start, LedgerSettlement? settlement)
    {
        if (settlement?.CountedUnits() is { } amount and not 0)
        {
            Add(_tags, (name, BucketNumber.Of(start.StartedAt)), amount);
        }
    }

    /// <summary>Writes the sums.</summary>
    public void Write(ISqlSession session)
    {
        foreach (var sum in _spend)
        {
            session.Execute(IntoSpend, sum.Key.Bucket, sum.Key.Provider, sum.Key.Model, sum.Key.ModelSent, sum.Key.Job, sum.Value);
        }

        foreach (var sum in _tags)
        {
            session.Execute(IntoTags, sum.Key.Tag, sum.Key.Bucket, sum.Value);
        }

        foreach (var block in _blocks)
        {
            session.Execute(IntoBlocks, block.Key, block.Value.First, block.Value.Last);
        }
    }

    /// <summary>Adds to the sum of a key.</summary>
    public static void Add<TKey>(Dictionary<TKey, long> sums, TKey key, long amount)
        where TKey : notnull => sums[key] = (sums.TryGetValue(key, out var before) ? before : 0) + amount;
}
