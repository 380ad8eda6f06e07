using System;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Harness;
using HolySheep.Spend.Ledger;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Calls.Hedging;

/// <summary>What is booked for two attempts side by side where something comes in between.</summary>
public sealed class HedgeBookingTests
{
    [Fact]
    public async Task A_hedge_is_not_begun_where_the_first_has_answered_while_the_hedge_was_being_booked()
    {
        using var stage = new HedgeStage();
        stage.Ledger.WhileHedgeIsBooked = () => stage.One.Answer("just in time");
        var asking = stage.AskAsync();
        await stage.LateAsync();

        Assert.Equal("just in time", await asking);
        Assert.Equal(0, stage.Two.Calls);
        Assert.Equal([("one/alpha", AttemptRole.Normal, AttemptState.Settled, OutcomeKind.Answered), ("two/alpha", AttemptRole.Hedge, AttemptState.Settled, OutcomeKind.Cancelled)], stage.Rows);
        Assert.All(stage.Ledger.Settled.Values, times => Assert.Equal(1, times));
    }

    [Theory]
    [InlineData("one/alpha: nothing came within 2 s; two/alpha is asked", "", false)]
    [InlineData("Attempt 2 at two/alpha", "", false)]
    [InlineData("one/alpha: Transient", "one", true)]
    [InlineData("two/alpha: Transient", "two", true)]
    public async Task A_listener_that_throws_while_two_are_asked_books_nothing_twice_and_leaves_no_row_open(string message, string fails, bool isBegun)
    {
        using var stage = new HedgeStage();
        var asking = stage.AskAsync(trace =>
        {
            if (trace.Message.StartsWith(message, StringComparison.Ordinal))
            {
                throw new InvalidOperationException("a bug of the listener");
            }
        });
        await stage.LateAsync();
        if (isBegun)
        {
            await stage.Two.Asked;
            (fails == "one" ? stage.One : stage.Two).Fail();
        }

        Assert.Equal("a bug of the listener", (await Assert.ThrowsAsync<InvalidOperationException>(() => asking)).Message);
        Assert.Equal(
            [("one/alpha", AttemptRole.Normal, AttemptState.Settled, fails == "one" ? OutcomeKind.Transient : OutcomeKind.Cancelled), ("two/alpha", AttemptRole.Hedge, AttemptState.Settled, fails == "two" ? OutcomeKind.Transient : OutcomeKind.Cancelled)],
            stage.Rows);
        Assert.Equal([1, 1], stage.Ledger.Settled.Values);
        Assert.Equal((true, isBegun ? 1 : 0, 0), (stage.One.IsOver, stage.Two.Calls, stage.UnderWay));
    }

    [Fact]
    public async Task A_reader_that_throws_at_the_first_text_of_a_hedge_leaves_no_row_open()
    {
        var clock = new WatchedClock();
        using var home = new TempHome();
        await using var stage = new Stage(["one/alpha", "two/alpha"], []) { Clock = clock, StateFolder = home.Folder };
        stage.One.OnAny().Answer(Reply.Silent());
        stage.Two.OnAny().Answer(Reply.Words(40).HoldAfter(20, new Gate()));
        var late = TimeSpan.FromSeconds(2);
        var asking = Caller.AskAsync(
            stage.Client, Stage.Question() with { Limits = new ChatLimits { FirstToken = TimeSpan.FromMinutes(1), Hedge = HedgeTime.After(late) } }, CallMode.VisibleStream,
            _ => throw new InvalidOperationException("a bug of the reader"));
        await stage.One.WaitForCallAsync();
        await clock.SetAsync(late);
        clock.Advance(late);

        await Assert.ThrowsAsync<InvalidOperationException>(() => asking.WaitAsync(TimeSpan.FromSeconds(30)));
        Assert.Equal(
            [("one/alpha", AttemptState.Settled, OutcomeKind.Cancelled), ("two/alpha", AttemptState.Settled, OutcomeKind.Cancelled)],
            BookedRow.In(home.Folder).Select(row => (row.Target, row.State, row.Outcome!.Value)));
        await stage.Two.WaitForDisconnectAsync();
    }
}
