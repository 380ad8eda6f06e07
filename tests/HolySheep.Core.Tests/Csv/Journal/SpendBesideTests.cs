using System;
using System.Collections.Generic;
using HolySheep.Harness;
using Xunit;

namespace HolySheep.Csv.Journal;

/// <summary>What was paid for rows beside their entries.</summary>
public sealed class SpendBesideTests : IDisposable
{
    private static readonly RowKey Key = new(1, 2);
    private static readonly JournalEntry Kept = new(Key, true, "answer", "alpha", 1, 0.5m);

    private readonly JobFolder _folder = new();
    private readonly SpendBeside _beside = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void It_is_added_to_the_entry_of_its_row_and_results_of_a_batch_that_are_read_again_count_once()
    {
        Assert.True(_beside.Add(SpendBeside.RecordOf(Kept with { Cost = 0.25m }, "hs-1-0")));
        Assert.False(_beside.Add(SpendBeside.RecordOf(Kept with { Cost = 0.25m }, "hs-1-0")));
        Assert.True(_beside.Add(SpendBeside.RecordOf(Kept with { Attempts = 2 }, null)));
        Assert.True(_beside.Add(SpendBeside.RecordOf(Kept with { Attempts = 2 }, null)));

        Assert.Equal((6, 1.75m), (_beside.On(Kept).Attempts, _beside.On(Kept).Cost));
        Assert.Equal((3, true, false), (_beside.Changes, _beside.Has("hs-1-0"), _beside.Has("hs-1-1")));
        var other = Kept with { Key = new RowKey(3, 4) };
        Assert.Same(other, _beside.On(other));
    }

    [Fact]
    public void An_unknown_price_makes_the_cost_of_the_row_unknown()
    {
        _beside.Add(SpendBeside.RecordOf(Kept with { Cost = null }, "hs-1-0"));

        Assert.Equal((2, null), (_beside.On(Kept).Attempts, _beside.On(Kept).Cost));
    }

    [Fact]
    public void A_journal_that_is_compacted_keeps_it_in_the_entry()
    {
        var index = new RowIndex();
        index.Add(Key);
        using (var journal = JournalWriter.Open(_folder.Journal, (_, _, _) => { }))
        {
            var places = new List<long>();
            journal.Append([Kept], places);
            index.Set(0, RowState.Answered(places[0]));
            var second = SpendBeside.RecordOf(Kept with { Cost = 0.25m }, "hs-1-0");
            journal.AppendStep(second);
            _beside.Add(second);
        }

        JournalCompaction.Run(_folder.Journal, index, "token", _beside);

        var again = new SpendBeside();
        using var reader = new JournalReader(_folder.Journal);
        reader.Scan((offset, _, _) => index.Set(0, RowState.Answered(offset)), record => again.Add(record));
        Assert.Equal(Kept with { Attempts = 2, Cost = 0.75m }, again.On(reader.Read(index.StateOf(0).Offset)));
    }
}
