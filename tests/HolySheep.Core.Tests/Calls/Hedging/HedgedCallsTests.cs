using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Configuration.Options;
using HolySheep.Errors;
using HolySheep.Harness;
using HolySheep.Spend.Ledger;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Calls.Hedging;

public sealed class HedgedCallsTests
{
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(2);
    private static readonly ChatLimits Wide = new() { FirstToken = TimeSpan.FromMinutes(1) };

    private readonly WatchedClock _clock = new();

    [Theory, Modes]
    public async Task No_second_target_is_asked_unless_the_caller_wants_it(CallMode mode)
    {
        await using var stage = Stage.SameModel(_clock);
        var gate = new Gate();
        stage.One.OnAny().Answer(Reply.Text("slow").Hold(gate));
        var asking = stage.AskAsync(mode, new ChatLimits { FirstToken = TimeSpan.FromMinutes(1) });
        await stage.One.WaitForCallAsync();
        _clock.Advance(TimeSpan.FromSeconds(50));
        gate.Open();
        Assert.Equal([OutcomeKind.Answered], (await asking).Kinds);
        Assert.Equal(0, stage.Two.CallCount);
    }

    [Theory, Modes]
    public async Task A_second_target_that_answers_first_wins_and_the_slow_one_is_stopped_and_booked(CallMode mode)
    {
        await using var stage = Stage.SameModel(_clock);
        stage.One.OnAny().Answer(Reply.Silent());
        var asking = stage.AskAsync(mode, Hedged(Stage.Question("How high is the tower, please?")));
        await LateAsync(stage);
        var asked = await asking;
        Assert.Equal([("one/alpha", OutcomeKind.Cancelled), ("two/alpha", OutcomeKind.Answered)], asked.Attempts.Select(attempt => (attempt.Target, attempt.Kind)));
        Assert.Equal(("two", 1), (asked.Result.Provider, asked.Result.FallbackCount));
        Assert.True(asked.Attempts[0].Cost > 0);
        Assert.Equal("two/alpha was faster", asked.Attempts[0].Message);
        Assert.Equal(asked.Attempts.Sum(attempt => attempt.Cost), asked.Result.Cost);
        await stage.One.WaitForDisconnectAsync();
    }

    [Theory, Modes]
    public async Task A_first_target_that_answers_before_the_hedge_wins_and_the_hedge_is_stopped_and_booked(CallMode mode)
    {
        await using var stage = Stage.SameModel(_clock);
        var gate = new Gate();
        stage.One.OnAny().Answer(Reply.Text("late").Hold(gate));
        stage.Two.OnAny().Answer(Reply.Silent());
        var asking = stage.AskAsync(mode, Hedged());
        await LateAsync(stage);
        gate.Open();
        var asked = await asking;
        Assert.Equal([("two/alpha", OutcomeKind.Cancelled), ("one/alpha", OutcomeKind.Answered)], asked.Attempts.Select(attempt => (attempt.Target, attempt.Kind)));
        Assert.Equal(("late", "one", 0), (asked.Result.Content, asked.Result.Provider, asked.Result.FallbackCount));
        await stage.Two.WaitForDisconnectAsync();
    }

    [Theory, Modes]
    public async Task A_target_that_answers_in_time_is_asked_alone(CallMode mode)
    {
        await using var stage = Stage.SameModel(_clock);
        Assert.Equal([OutcomeKind.Answered], (await stage.AskAsync(mode, Hedged())).Kinds);
        Assert.Equal(0, stage.Two.CallCount);
    }

    [Theory]
    [InlineData(CallMode.StreamedWire), InlineData(CallMode.VisibleStream)]
    public async Task A_stream_whose_text_has_begun_is_not_slow(CallMode mode)
    {
        await using var stage = Stage.SameModel(_clock);
        var gate = new Gate();
        stage.One.OnAny().Answer(Reply.Words(5).HoldAfter(2, gate));
        var begun = new TaskCompletionSource();
        var asking = Caller.AskAsync(stage.Client, Hedged(), mode, _ => begun.TrySetResult());
        await stage.One.WaitForCallAsync();
        if (mode == CallMode.VisibleStream)
        {
            await begun.Task;
        }
        else
        {
            // The caller does not see the text before its end; a stall is looked for from its first piece on, and again with the second.
            await _clock.SetAsync(TimeSpan.FromSeconds(20), times: 2);
        }

        _clock.Advance(TimeSpan.FromSeconds(5));
        gate.Open();
        Assert.Equal([OutcomeKind.Answered], (await asking).Kinds);
        Assert.Equal(0, stage.Two.CallCount);
    }

    [Theory, Modes]
    public async Task A_first_that_fails_while_the_second_runs_leaves_the_answer_to_it(CallMode mode)
    {
        await using var stage = Stage.SameModel(_clock);
        Gate first = new(), second = new();
        stage.One.OnAny().Answer(Reply.Status(500).Hold(first));
        stage.Two.OnAny().Answer(Reply.Text("rescued").Hold(second));
        var told = new TaskCompletionSource();
        var asking = stage.AskAsync(mode, Hedged() with { Trace = trace => Told(trace, "one/alpha: Transient", told) });
        await LateAsync(stage);
        first.Open();
        await told.Task;
        second.Open();
        var asked = await asking;
        Assert.Equal([("one/alpha", OutcomeKind.Transient), ("two/alpha", OutcomeKind.Answered)], asked.Attempts.Select(attempt => (attempt.Target, attempt.Kind)));
        Assert.Equal("rescued", asked.Result.Content);
    }

    [Theory, Modes]
    public async Task A_second_that_fails_leaves_the_answer_to_the_first(CallMode mode)
    {
        await using var stage = Stage.SameModel(_clock);
        var gate = new Gate();
        stage.One.OnAny().Answer(Reply.Text("late").Hold(gate));
        stage.Two.OnAny().Answer(Reply.Status(404));
        var told = new TaskCompletionSource();
        var asking = stage.AskAsync(mode, Hedged() with { Trace = trace => Told(trace, "two/alpha: Unfit", told) });
        await LateAsync(stage);
        await told.Task;
        gate.Open();
        var asked = await asking;
        Assert.Equal([("two/alpha", OutcomeKind.Unfit), ("one/alpha", OutcomeKind.Answered)], asked.Attempts.Select(attempt => (attempt.Target, attempt.Kind)));
    }

    [Theory, Modes]
    public async Task Where_both_fail_the_usual_fallback_goes_on(CallMode mode)
    {
        await using var stage = Stage.Of(["one/alpha", "two/alpha"], ["beta"], _clock);
        var gate = new Gate();
        stage.One.OnAny().Answer(Reply.Status(404).Hold(gate));
        stage.Two.On("alpha").Answer(Reply.Status(404));
        stage.Two.On("beta").Answer(Reply.Text("from beta"));
        var told = new TaskCompletionSource();
        var asking = stage.AskAsync(mode, Hedged() with { Trace = trace => Told(trace, "two/alpha: Unfit", told) });
        await LateAsync(stage);
        await told.Task;
        gate.Open();
        Assert.Equal(["two/alpha", "one/alpha", "two/beta"], (await asking).Attempts.Select(attempt => attempt.Target));
        Assert.Equal("from beta", (await asking).Result.Content);
    }

    [Theory, Modes]
    public async Task A_first_that_fails_in_time_is_followed_as_without_hedging(CallMode mode)
    {
        await using var stage = Stage.SameModel();
        stage.One.OnAny().Answer(Reply.Status(500));
        Assert.Equal([OutcomeKind.Transient, OutcomeKind.Transient, OutcomeKind.Answered], (await stage.AskAsync(mode, Hedged())).Kinds);
    }

    [Theory, Modes]
    public async Task A_request_that_both_call_wrong_is_wrong_and_asks_no_third(CallMode mode)
    {
        await using var stage = Stage.Of(["one/alpha", "two/alpha"], ["beta"], _clock);
        var (first, second) = (new Gate(), new Gate());
        stage.One.OnAny().Answer(Reply.Status(400).Hold(first));
        stage.Two.OnAny().Answer(Reply.Status(400).Hold(second));
        var told = new TaskCompletionSource();
        var asking = stage.AskAsync(mode, Hedged() with { Trace = trace => Told(trace, "one/alpha: BadRequest", told) });
        await LateAsync(stage);
        first.Open();
        await told.Task;
        second.Open();
        Assert.Equal([("one/alpha", OutcomeKind.BadRequest), ("two/alpha", OutcomeKind.BadRequest)], (await asking).Attempts.Select(attempt => (attempt.Target, attempt.Kind)));
        Assert.Equal(ErrorCode.RequestRejected, (await asking).Failure.Code);
    }

    [Theory, Modes]
    public async Task A_request_that_only_the_second_calls_wrong_is_left_to_the_first(CallMode mode)
    {
        await using var stage = Stage.SameModel(_clock);
        var gate = new Gate();
        stage.One.OnAny().Answer(Reply.Text("late").Hold(gate));
        stage.Two.OnAny().Answer(Reply.Status(400));
        var told = new TaskCompletionSource();
        var asking = stage.AskAsync(mode, Hedged() with { Trace = trace => Told(trace, "two/alpha: BadRequest", told) });
        await LateAsync(stage);
        await told.Task;
        gate.Open();
        Assert.Equal([("two/alpha", OutcomeKind.BadRequest), ("one/alpha", OutcomeKind.Answered)], (await asking).Attempts.Select(attempt => (attempt.Target, attempt.Kind)));
    }

    [Theory]
    [Modes("one"), Modes("two")]
    public async Task A_fault_of_one_leaves_neither_under_way(CallMode mode, string faulty)
    {
        await using var stage = Stage.SameModel(_clock).WithProvider("one", provider => provider with { MaxConcurrency = 1 }).WithProvider("two", provider => provider with { MaxConcurrency = 1 });
        var asks = 0;
        var fault = new TaskCompletionSource();
        var network = new FakeNetwork(async (request, cancellationToken) =>
        {
            var provider = request.RequestUri!.Authority == new Uri(stage.One.BaseUrl).Authority ? "one" : "two";
            if (Interlocked.Increment(ref asks) > 2)
            {
                return FakeNetwork.Json("""{"choices":[{"message":{"content":"alive"},"finish_reason":"stop"}]}""");
            }

            if (provider == "two")
            {
                fault.SetResult();
            }

            await (provider == faulty ? fault.Task : Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken));
            throw new InvalidOperationException("a bug");
        });
        using var client = new HolySheepClient(stage.Options with { Handler = network });
        var asking = Caller.AskAsync(client, Hedged(), mode);
        await _clock.SetAsync(Late);
        _clock.Advance(Late);
        Assert.Equal("a bug", (await Assert.ThrowsAsync<InvalidOperationException>(() => asking.WaitAsync(TimeSpan.FromSeconds(30)))).Message);
        foreach (var provider in (string[])["one", "two"])
        {
            Assert.Equal("alive", (await Caller.AskAsync(client, Stage.Question() with { Providers = [provider] }, CallMode.Plain).WaitAsync(TimeSpan.FromSeconds(30))).Result.Content);
        }
    }

    [Theory]
    [Modes("the same quota group"), Modes("no other target"), Modes("no attempt left"), Modes("no room"), Modes("no money"), Modes("zero seconds"), Modes("an unknown usual time")]
    public async Task Without_a_second_target_the_first_is_waited_for(CallMode mode, string why)
    {
        await using var stage = why == "no other target" ? Stage.Alone(_clock) : Stage.SameModel(_clock);
        if (why == "the same quota group")
        {
            stage.WithProvider("one", provider => provider with { QuotaGroup = "team" }).WithProvider("two", provider => provider with { QuotaGroup = "team" });
        }
        else if (why == "no room")
        {
            stage.WithProvider("two", provider => provider with { RequestsPerMinute = 1 });
            await stage.AskAsync(CallMode.Plain, Stage.Question() with { Providers = ["two"] });
        }

        var before = stage.Two.CallCount;
        var gate = new Gate();
        stage.One.OnAny().Answer(Reply.Text("late").Hold(gate));
        var hedge = why switch { "zero seconds" => HedgeTime.Off, "an unknown usual time" => HedgeTime.Usual, _ => HedgeTime.After(Late) };
        var limits = Wide with { Hedge = hedge, MaxAttempts = why == "no attempt left" ? 1 : null, MaxCost = why == "no money" ? 0.0021m : null };
        var told = new TaskCompletionSource();
        var asking = stage.AskAsync(mode, Stage.Question() with { Limits = limits, Trace = trace => Told(trace, "one/alpha: nothing came within 2 s; no second target", told) });
        await stage.One.WaitForCallAsync();
        var isWaitedFor = why is not ("no attempt left" or "zero seconds" or "an unknown usual time");
        if (isWaitedFor)
        {
            await _clock.SetAsync(Late);
            _clock.Advance(Late);
            await told.Task;
        }

        gate.Open();
        Assert.Equal([("one/alpha", OutcomeKind.Answered)], (await asking).Attempts.Select(attempt => (attempt.Target, attempt.Kind)));
        Assert.Equal((before, isWaitedFor ? 1 : 0), (stage.Two.CallCount, _clock.TimesSet(Late)));
    }

    [Theory, Modes]
    public async Task The_reservation_of_the_slow_attempt_counts_against_the_limit_of_the_call(CallMode mode)
    {
        await using var stage = Stage.SameModel(_clock).With(configuration => configuration with { Budgets = [LedgerHome.Budget(1_000, BudgetAction.Warn)] });
        var gate = new Gate();
        stage.One.OnAny().Times(3, Reply.Text("long").WithUsage(10, 5_000)).Answer(Reply.Text("late").Hold(gate));
        for (var call = 0; call < 3; call++)
        {
            await stage.AskAsync(mode);
        }

        // By now answers of 5,000 tokens are expected: 0.01 USD each.
        _clock.Advance(TimeSpan.FromMinutes(2));
        var told = new TaskCompletionSource();
        var request = Stage.Question() with { Limits = Wide with { Hedge = HedgeTime.After(Late), MaxCost = 0.015m }, Trace = trace => Told(trace, "one/alpha: nothing came within 2 s; no second target", told) };
        var asking = stage.AskAsync(mode, request);
        await _clock.SetAsync(Late);
        _clock.Advance(Late);
        await told.Task;
        gate.Open();
        Assert.Equal([("one/alpha", OutcomeKind.Answered)], (await asking).Attempts.Select(attempt => (attempt.Target, attempt.Kind)));
        Assert.Equal(0, stage.Two.CallCount);
    }

    [Theory, Modes]
    public async Task No_third_target_is_asked_beside_two(CallMode mode)
    {
        await using var stage = Stage.Of(["one/alpha", "two/alpha"], ["beta"], _clock);
        stage.One.OnAny().Answer(Reply.Silent());
        var gate = new Gate();
        stage.Two.OnAny().Answer(Reply.Text("second").Hold(gate));
        var asking = stage.AskAsync(mode, Hedged());
        await LateAsync(stage);
        _clock.Advance(TimeSpan.FromSeconds(5));
        gate.Open();
        Assert.Equal("second", (await asking).Result.Content);
        Assert.Equal((2, 1), (stage.One.CallCount + stage.Two.CallCount, _clock.TimesSet(Late)));
    }

    [Theory, Modes]
    public async Task A_caller_who_cancels_stops_both_attempts_and_both_have_ended_when_the_call_returns(CallMode mode)
    {
        await using var stage = Stage.SameModel(_clock);
        stage.One.OnAny().Answer(Reply.Silent());
        stage.Two.OnAny().Answer(Reply.Silent());
        using var gone = new CancellationTokenSource();
        var asking = stage.AskAsync(mode, Hedged(), gone.Token);
        await LateAsync(stage);
        await gone.CancelAsync();
        Assert.IsAssignableFrom<OperationCanceledException>((await asking).Error);
        await stage.One.WaitForDisconnectAsync();
        await stage.Two.WaitForDisconnectAsync();
    }

    [Theory, Modes]
    public async Task Where_both_are_silent_each_ends_with_its_own_limit(CallMode mode)
    {
        await using var stage = Stage.SameModel(_clock);
        stage.One.OnAny().Answer(Reply.Silent());
        stage.Two.OnAny().Answer(Reply.Silent());
        var asking = stage.AskAsync(mode, Hedged() with { Limits = new ChatLimits { Hedge = HedgeTime.After(Late), Timeout = TimeSpan.FromSeconds(90), FirstToken = TimeSpan.FromHours(1) } });
        await LateAsync(stage);
        using var over = new CancellationTokenSource();
        await Task.WhenAll(asking.ContinueWith(_ => over.Cancel(), TaskScheduler.Default), Task.Run(() => PassingTime.UntilAsync(_clock, over.Token)));
        Assert.Equal([OutcomeKind.Silent, OutcomeKind.Silent], (await asking).Kinds);
        Assert.Equal(ErrorCode.CallTimeout, (await asking).Failure.Code);
    }

    [Theory, Modes]
    public async Task The_usual_time_is_known_after_20_answers(CallMode mode)
    {
        await using var stage = Stage.SameModel(_clock);
        stage.One.OnAny().Times(20, Reply.Echo).Answer(Reply.Silent());
        var request = Hedged() with { Limits = Wide with { Hedge = HedgeTime.Usual } };
        for (var call = 0; call < 20; call++)
        {
            await stage.AskAsync(mode, request);
        }

        Assert.Equal(0, stage.Two.CallCount);
        var asking = stage.AskAsync(mode, request);
        await stage.One.WaitForCallAsync(21);
        await _clock.SetAsync(length => length > TimeSpan.Zero && length < Late);
        _clock.Advance(Late);
        Assert.Equal("two", (await asking).Result.Provider);
    }

    [Theory, Modes]
    public async Task The_configured_time_applies_if_the_request_gives_none_and_another_model_is_reported(CallMode mode)
    {
        await using var stage = Stage.Chain(_clock).With(configuration => configuration with { Defaults = configuration.Defaults with { Hedge = HedgeTime.After(Late) } });
        stage.One.OnAny().Answer(Reply.Silent());
        var asking = stage.AskAsync(mode, Wide);
        await LateAsync(stage);
        Assert.Equal("two", (await asking).Result.Provider);
        Assert.Contains("alpha was slow; beta was asked too and answered first.", (await asking).Result.Warnings);
    }

    private static ChatRequest Hedged(ChatRequest? request = null) =>
        (request ?? Stage.Question()) with { Limits = Wide with { Hedge = HedgeTime.After(Late) } };

    private static void Told(ChatTrace trace, string text, TaskCompletionSource told)
    {
        if (trace.Message.StartsWith(text, StringComparison.Ordinal))
        {
            told.TrySetResult();
        }
    }

    private async Task LateAsync(Stage stage)
    {
        await stage.One.WaitForCallAsync();
        await _clock.SetAsync(Late);
        _clock.Advance(Late);
        await stage.Two.WaitForCallAsync();
    }
}
