using System;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Errors;
using HolySheep.Harness;
using HolySheep.Spend.Usage;
using HolySheep.TestKit;
using HolySheep.TestKit.Voices;
using Xunit;

namespace HolySheep.Wires;

/// <summary>The one budget of a request, and what ends it: the same on all wires.</summary>
public sealed class WireLimitTests
{
    [Theory, Wires]
    public async Task The_attempts_of_a_call_are_counted_over_all_targets(string wire, CallMode mode)
    {
        await using var stage = Failing(wire);
        var asked = await stage.AskAsync(mode, new ChatLimits { MaxAttempts = 3 });
        Assert.Equal(3, asked.Failure.Attempts.Count);
        Assert.Equal((2, 1), (stage.One.CallCount, stage.Two.CallCount));
    }

    [Theory, Wires]
    public async Task Without_retries_each_target_is_asked_once(string wire, CallMode mode)
    {
        await using var stage = Failing(wire);
        Assert.Equal(2, (await stage.AskAsync(mode, new ChatLimits { MaxRetries = 0 })).Failure.Attempts.Count);
        Assert.Empty(stage.Waits);
    }

    [Theory, Wires]
    public async Task The_last_target_is_asked_three_times_with_a_growing_wait_and_none_after_it(string wire, CallMode mode)
    {
        await using var stage = Stage.Alone().Speaking(wire);
        stage.One.OnAny().Answer(Voice.Of(wire).Say(Trouble.ServerError));
        Assert.Equal(3, (await stage.AskAsync(mode)).Failure.Attempts.Count);

        // Half of 0.5 s and of 1 s, as the randomness of the stage says.
        Assert.Equal([0.25, 0.5], stage.Waits);
    }

    [Theory, Wires]
    public async Task A_target_without_a_first_token_is_left_and_never_retried(string wire, CallMode mode)
    {
        var clock = new WatchedClock();
        await using var stage = Stage.Chain(clock).Speaking(wire);
        stage.One.OnAny().Answer(Reply.SilentAfterHeaders());
        var asking = stage.AskAsync(mode);
        await stage.One.WaitForCallAsync();

        // A plain reply has no first token: the limit of the attempt ends it.
        clock.Advance(TimeSpan.FromSeconds(mode == CallMode.Plain ? 60 : 11));
        Assert.Equal([OutcomeKind.Silent, OutcomeKind.Answered], (await asking).Kinds);
    }

    [Theory, Wires]
    public async Task An_answer_that_stops_after_some_text_is_cut_for_a_caller_that_saw_it_and_left_for_the_next_target_otherwise(string wire, CallMode mode)
    {
        var (clock, stall, hour) = (new WatchedClock(), TimeSpan.FromSeconds(20), TimeSpan.FromHours(1));
        await using var stage = Stage.Chain(clock).Speaking(wire);
        stage.One.OnAny().Answer(Reply.Words(80).StallAfter(40));
        if (mode == CallMode.VisibleStream)
        {
            var seen = 0;
            var shown = await Caller.AskAsync(stage.Client, Stage.Question(), mode, _ => clock.Advance(++seen == 40 ? stall : TimeSpan.Zero));
            Assert.Equal((ErrorCode.AnswerCut, 40, 0), (shown.Failure.Code, shown.Failure.PartialContent!.Split(' ').Length, stage.Two.CallCount));
            return;
        }

        // No limit but that of the stall can pass within this call.
        var gate = new Gate();
        stage.Two.OnAny().Answer(Reply.Echo.Hold(gate));
        var asking = stage.AskAsync(mode, new ChatLimits { FirstToken = hour, AttemptTimeout = hour, Timeout = 3 * hour });
        var left = stage.Two.WaitForCallAsync();
        for (var times = 1; await Task.WhenAny(left, clock.SetAsync(stall, times)) != left; times++)
        {
            clock.Advance(stall);
        }

        gate.Open();
        Assert.Equal([OutcomeKind.Silent, OutcomeKind.Answered], (await asking).Kinds);
        Assert.Equal(1, stage.One.CallCount);
    }

    [Theory, Wires]
    public async Task A_call_ends_with_its_time(string wire, CallMode mode)
    {
        var clock = new WatchedClock();
        await using var stage = Stage.Alone(clock).Speaking(wire);
        stage.One.OnAny().Answer(Reply.Silent());
        var asking = stage.AskAsync(mode, new ChatLimits { Timeout = TimeSpan.FromSeconds(5) });
        await stage.One.WaitForCallAsync();
        clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal([OutcomeKind.Silent], (await asking).Kinds);
        Assert.Equal(1, stage.One.CallCount);
    }

    [Theory, Wires]
    public async Task A_caller_that_leaves_ends_the_call_which_is_booked_and_harms_no_target(string wire, CallMode mode)
    {
        using var home = new TempFolder("leaving");
        await using var stage = new Stage(["one/alpha"], ["beta"]) { StateFolder = home.Path }.Speaking(wire);
        var gate = new Gate();
        stage.One.OnAny().Answer(Reply.Words(9).HoldAfter(3, gate), Reply.Text("back"));
        using var leave = new CancellationTokenSource();
        var asking = stage.AskAsync(mode, cancellationToken: leave.Token);
        await stage.One.WaitForCallAsync();
        await leave.CancelAsync();
        Assert.IsAssignableFrom<OperationCanceledException>((await asking).Error);
        gate.Open();

        var after = await stage.AskAsync(mode);
        Assert.Equal(("back", "one", 1), (after.Result.Content, after.Result.Provider, after.Result.AttemptCount));
        Assert.Equal(0, stage.Two.CallCount);
        var total = stage.Client.GetUsage(new UsageQuery { To = stage.Clock.GetUtcNow().AddDays(1) }).Total;
        Assert.Equal(2, total.Attempts);
        Assert.True(total.EstimatedCost > 0);
    }

    private static Stage Failing(string wire)
    {
        var stage = Stage.Chain().Speaking(wire);
        stage.One.OnAny().Answer(Voice.Of(wire).Say(Trouble.ServerError));
        stage.Two.OnAny().Answer(Voice.Of(wire).Say(Trouble.ServerError));
        return stage;
    }
}
