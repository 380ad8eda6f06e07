using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Csv.Journal;
using HolySheep.Harness;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Csv.Running;

/// <summary>No more answers than there are places among the calls can be lost with the process.</summary>
public sealed class RowKeepingTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly Stage _stage = Stage.Alone(TimeProvider.System);
    private readonly JobFolder _folder = new JobFolder().WithRows(3);
    private readonly JobStop _stop = new();
    private readonly JobSetup _setup;
    private readonly RowIndex _index;
    private readonly JournalWriter _journal;

    public RowKeepingTests()
    {
        _setup = new JobSetup(_stage.Client, _folder.Options() with { MaxErrors = 0 }, _ => null);
        _index = JobIndexing.Read(_setup, _ => { }, seen: null, CancellationToken.None);
        _journal = JournalWriter.Open(_folder.Journal, (_, _, _) => { });
    }

    public void Dispose()
    {
        _journal.Dispose();
        _stop.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(true), InlineData(false)]
    public async Task A_place_is_given_to_the_next_row_only_once_the_answer_or_failure_before_it_is_in_the_journal(bool answered)
    {
        await using var stage = _stage;
        var held = new Gate();
        _stage.One.OnAny().Answer((answered ? Reply.Text("Fine.") : Reply.Error(400, "invalid_value", "no")).Hold(held));

        // One place, and a row that waits for it: the gate reads the clock when it decides which row to admit.
        var clock = new ClockThatIsLookedAt(() => _journal.Entries);
        using var neverStops = new JobStop();
        var gate = new RowGate(clock, limit: 1, maxCost: null, neverStops);
        var keeper = new RowKeeper(_setup, _index, _journal, new SettledRows(_index), new JobTally(), _stop);
        var asker = new RowAsker(_stage.Client, RowQuestion.Of(_setup), keeper, gate, new JobTally(), neverStops, isCostLimited: false);
        gate.Pause(DateTimeOffset.MinValue);
        var asking = asker.AskAsync(new WaitingRow(0, _index.KeyOf(0), "Say text 1"), again: false, CancellationToken.None);
        await _stage.One.WaitForCallAsync();
        var next = gate.EnterAsync(0);
        gate.Pause(DateTimeOffset.MinValue);
        clock.Seen.Clear();
        held.Open();
        await asking.WaitAsync(Patience);

        Assert.Equal([1L], clock.Seen);
        Assert.True(await next.WaitAsync(Patience));
    }

    [Fact]
    public async Task An_entry_that_arrives_while_others_are_written_counts_only_once_it_is_written_too()
    {
        await using var stage = _stage;
        using var writing = new ManualResetEventSlim();
        using var go = new ManualResetEventSlim();
        using var inTheMiddle = _stop.Token.Register(() =>
        {
            writing.Set();
            go.Wait(Patience);
        });
        var keeper = new RowKeeper(_setup, _index, _journal, new SettledRows(_index), new JobTally(), _stop);

        // The first failure is one too many: the stop that is told within the writing holds it up.
        var first = Task.Run(() => keeper.KeepAsync(Row(0, isAnswer: false)));
        Assert.True(writing.Wait(Patience));
        var second = keeper.KeepAsync(Row(1, isAnswer: true));
        var third = keeper.KeepAsync(Row(2, isAnswer: true));
        Assert.Equal((false, false, 1L), (second.IsCompleted, third.IsCompleted, _journal.Entries));
        go.Set();
        await Task.WhenAll(first, second, third).WaitAsync(Patience);

        Assert.Equal(3, _journal.Entries);
        Assert.Equal([RowStage.Answered, RowStage.Answered], (RowStage[])[_index.StateOf(1).Stage, _index.StateOf(2).Stage]);
    }

    private KeptRow Row(int prompt, bool isAnswer) => new(prompt, new JournalEntry(_index.KeyOf(prompt), isAnswer, "text", "alpha", 1, 0.001m), Again: false, MayPass: false);

    private sealed class ClockThatIsLookedAt(Func<long> look) : TimeProvider
    {
        public List<long> Seen { get; } = [];

        public override DateTimeOffset GetUtcNow()
        {
            Seen.Add(look());
            return base.GetUtcNow();
        }
    }
}
