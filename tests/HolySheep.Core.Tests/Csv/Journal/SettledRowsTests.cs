using System;
using System.Threading.Tasks;
using Xunit;

namespace HolySheep.Csv.Journal;

/// <summary>What waits for rows goes on when they are settled, and not before.</summary>
public class SettledRowsTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly RowIndex _index = new();
    private readonly SettledRows _rows;

    public SettledRowsTests()
    {
        foreach (var key in (ulong[])[1, 2, 3])
        {
            _index.Add(new RowKey(key, 0));
        }

        _rows = new SettledRows(_index);
    }

    [Fact]
    public async Task A_row_that_is_answered_or_failed_for_good_is_not_waited_for()
    {
        _index.Set(0, RowState.Answered(16));
        _index.Set(1, RowState.Failed(16, again: false));

        await Task.Run(() =>
        {
            _rows.Await(0);
            _rows.Await(1);
        }).WaitAsync(Patience);
    }

    [Fact]
    public async Task A_row_that_failed_and_may_be_asked_again_is_waited_for_until_that_is_done()
    {
        _index.Set(1, RowState.Failed(16, again: true));
        Assert.False(_index.StateOf(1).IsSettled);
        var waiting = Waiting();
        foreach (var state in (RowState[])[default(RowState).Ask(), RowState.Failed(32, again: true), default(RowState).Ask()])
        {
            _index.Set(1, state);
            _rows.Tell();
        }

        Assert.False(waiting.IsCompleted);
        _index.Set(1, RowState.Failed(64, again: false));
        _rows.Tell();
        await waiting.WaitAsync(Patience);
    }

    [Fact]
    public async Task No_thread_waits_once_no_row_is_being_sent()
    {
        var waiting = Waiting();
        var ending = Task.Run(_rows.AwaitEnd);
        Assert.False(waiting.IsCompleted || ending.IsCompleted);
        _rows.End();
        await Task.WhenAll(waiting, ending).WaitAsync(Patience);
        _rows.Await(2);
    }

    private Task Waiting() => Task.Factory.StartNew(() => _rows.Await(1), TaskCreationOptions.LongRunning);
}
