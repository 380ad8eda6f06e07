using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Errors;
using HolySheep.Harness;
using HolySheep.TestKit;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace HolySheep.Health;

public sealed class HealthAcrossRequestsTests
{
    private static readonly TimeSpan Two = TimeSpan.FromSeconds(2);

    [Theory, Modes]
    public async Task A_target_that_failed_five_times_is_left_alone_by_the_next_request(CallMode mode)
    {
        await using var stage = Stage.Chain();
        stage.One.On("alpha").Answer(Reply.Status(503));
        await AskAsync(stage, mode, times: 3);
        Assert.Equal(5, stage.One.CallCount);

        var asked = await stage.AskAsync(mode);

        Assert.Equal([OutcomeKind.Answered], asked.Kinds);
        Assert.Equal(("two", 5), (asked.Result.Provider, stage.One.CallCount));
    }

    [Theory, Modes]
    public async Task A_target_that_opens_in_the_middle_of_a_request_is_not_retried_in_it(CallMode mode)
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Reply.Status(500));
        Assert.Equal(5, (await stage.AskAsync(mode, new ChatLimits { MaxRetries = 6 })).Attempts.Count);
    }

    [Theory, Modes]
    public async Task A_wait_hint_holds_for_the_next_request_too(CallMode mode)
    {
        await using var stage = Stage.Chain();
        stage.One.On("alpha").Answer(Reply.Throttle("60"));
        await AskAsync(stage, mode, times: 2);
        Assert.Equal(1, stage.One.CallCount);
    }

    [Theory, Modes]
    public async Task If_the_only_target_named_a_time_beyond_the_calls_it_is_not_asked_and_the_time_is_reported(CallMode mode)
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Reply.Throttle("3600"));
        await stage.AskAsync(mode);

        var failure = (await stage.AskAsync(mode)).Failure;

        Assert.Equal((ErrorCode.RateLimit, OutcomeKind.Throttled), (failure.Code, failure.Kind));
        Assert.Empty(failure.Attempts);
        Assert.Equal(stage.Clock.GetUtcNow().AddHours(1), failure.RetryAt);
        Assert.Equal(1, stage.One.CallCount);
    }

    [Theory, Modes]
    public async Task Where_the_only_target_named_a_time_within_the_calls_it_is_waited_for(CallMode mode)
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Times(1, Reply.Throttle("20")).Answer(Reply.Text("back"));
        await stage.AskAsync(mode, new ChatLimits { MaxRetries = 0 });

        var asked = await stage.AskAsync(mode);

        Assert.Equal(("back", 1), (asked.Result.Content, asked.Attempts.Count));
        Assert.Equal([TimeSpan.FromSeconds(20)], asked.Attempts.Select(attempt => attempt.Wait));
    }

    [Theory, Modes]
    public async Task After_a_dead_network_for_five_failures_the_next_call_is_answered_at_once(CallMode mode)
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Times(5, Reply.Reset()).Answer(Reply.Text("alive"));
        await stage.AskAsync(mode);
        await stage.AskAsync(mode);

        var asked = await stage.AskAsync(mode);

        Assert.Equal(("alive", 1), (asked.Result.Content, asked.Attempts.Count));
        Assert.Equal(6, stage.One.CallCount);
    }

    [Theory, Modes]
    public async Task A_probe_is_never_retried(CallMode mode)
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Reply.Status(500));
        await AskAsync(stage, mode, times: 2);

        Assert.Single((await stage.AskAsync(mode)).Attempts);
    }

    [Theory, Modes]
    public async Task Exactly_one_of_eight_calls_at_once_probes_a_target_whose_break_is_over(CallMode mode)
    {
        await using var stage = Stage.Chain(new FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)));
        var gate = new Gate();
        stage.One.On("alpha").Times(5, Reply.Reset()).Answer(Reply.Text("back").Hold(gate));
        await AskAsync(stage, mode, times: 5, new ChatLimits { MaxRetries = 0 });
        ((FakeTimeProvider)stage.Clock).Advance(TimeSpan.FromSeconds(10));

        var calls = Enumerable.Range(0, 8).Select(_ => stage.AskAsync(mode)).ToList();
        await stage.Two.WaitForCallAsync(5 + 7);
        gate.Open();
        var asked = await Task.WhenAll(calls);

        Assert.Equal(6, stage.One.CallCount);
        Assert.Equal(1, asked.Count(one => one.Result.Provider == "one"));
    }

    [Theory, Modes]
    public async Task Of_eight_calls_that_waited_for_the_same_hint_one_finds_out_and_the_others_are_answered_elsewhere(CallMode mode)
    {
        var clock = new WatchedClock();
        await using var stage = Stage.Chain(clock);
        var gate = new Gate();
        var calls = await AskThrottledAsync(stage, clock, mode, 8, Reply.Text("back").Hold(gate));
        Assert.Equal((8, 0), (stage.One.CallCount, stage.Two.CallCount));

        clock.Advance(Two);
        await stage.Two.WaitForCallAsync(7);
        gate.Open();
        var asked = await Task.WhenAll(calls);

        Assert.Equal((9, 7), (stage.One.CallCount, stage.Two.CallCount));
        Assert.Equal(1, asked.Count(one => one.Result.Provider == "one"));
        Assert.All(asked, one => Assert.Equal(2, one.Attempts[1].Wait.TotalSeconds));
    }

    [Theory, Modes]
    public async Task A_call_that_left_a_probe_to_another_asks_the_target_again_if_no_other_target_answers(CallMode mode)
    {
        var clock = new WatchedClock();
        await using var stage = Stage.Chain(clock);
        var gate = new Gate();
        stage.Two.OnAny().Answer(Reply.Status(404));
        var calls = await AskThrottledAsync(stage, clock, mode, 2, Reply.Text("back").Hold(gate));
        clock.Advance(Two);
        await stage.Two.WaitForCallAsync();
        await clock.SetAsync(TimeSpan.FromSeconds(5));
        gate.Open();
        clock.Advance(TimeSpan.FromSeconds(5));
        Assert.All(await Task.WhenAll(calls), one => Assert.Equal("back", one.Result.Content));
        Assert.Equal((4, 1), (stage.One.CallCount, stage.Two.CallCount));
    }

    [Theory, Modes]
    public async Task A_time_postponed_beyond_the_calls_is_reported_and_no_target_is_asked_before_it(CallMode mode)
    {
        var clock = new WatchedClock();
        await using var stage = Stage.Alone(clock);
        Gate soon = new(), later = new();
        stage.One.OnAny().Answer(Reply.Throttle("2").Hold(soon), Reply.Throttle("3600").Hold(later));
        var first = stage.AskAsync(mode);
        await stage.One.WaitForCallAsync();
        var second = stage.AskAsync(mode);
        await stage.One.WaitForCallAsync(2);
        soon.Open();
        await clock.SetAsync(Two);
        later.Open();
        Assert.Equal(ErrorCode.RateLimit, (await second).Failure.Code);

        clock.Advance(Two);
        Assert.Equal((ErrorCode.RateLimit, 1), ((await first).Failure.Code, (await first).Attempts.Count));
        Assert.Equal(2, stage.One.CallCount);
    }

    [Theory, Modes]
    public async Task A_probe_of_a_quota_group_that_fails_otherwise_than_by_a_throttle_leaves_the_group_to_the_next_call(CallMode mode)
    {
        await using var stage = Stage.Chain().WithProvider("one", provider => provider with { QuotaGroup = "team" });
        stage.One.On("alpha").Answer(Reply.Throttle("2"), Reply.Status(500), Reply.Text("back"));
        Assert.Equal("two", (await stage.AskAsync(mode)).Result.Provider);
        Assert.Equal(2, stage.One.CallCount);
        Assert.Equal("back", (await stage.AskAsync(mode)).Result.Content);
    }

    [Theory, Modes]
    public async Task Calls_that_waited_for_the_same_hint_are_all_sent_if_no_other_target_could_answer(CallMode mode)
    {
        var clock = new WatchedClock();
        await using var stage = Stage.Alone(clock);
        var gate = new Gate();
        var calls = await AskThrottledAsync(stage, clock, mode, 3, Reply.Text("back").Hold(gate));
        clock.Advance(Two);
        await stage.One.WaitForCallAsync(6);
        gate.Open();
        Assert.All(await Task.WhenAll(calls), one => Assert.Equal([OutcomeKind.Throttled, OutcomeKind.Answered], one.Kinds));
    }

    [Theory, Modes]
    public async Task A_time_postponed_while_a_call_waited_is_waited_for_again(CallMode mode)
    {
        var clock = new WatchedClock();
        await using var stage = Stage.Alone(clock);
        Gate soon = new(), later = new();
        stage.One.OnAny().Answer(Reply.Throttle("2").Hold(soon), Reply.Throttle("30").Hold(later), Reply.Text("back"));
        var first = stage.AskAsync(mode);
        await stage.One.WaitForCallAsync();
        var second = stage.AskAsync(mode);
        await stage.One.WaitForCallAsync(2);
        soon.Open();
        await clock.SetAsync(Two);
        later.Open();
        await clock.SetAsync(TimeSpan.FromSeconds(30));

        clock.Advance(Two);
        await clock.SetAsync(TimeSpan.FromSeconds(28));
        Assert.Equal(2, stage.One.CallCount);
        clock.Advance(TimeSpan.FromSeconds(28));

        Assert.Equal(30, (await first).Attempts[1].Wait.TotalSeconds);
        Assert.Equal([OutcomeKind.Throttled, OutcomeKind.Answered], (await second).Kinds);
        Assert.Equal(4, stage.One.CallCount);
    }

    [Theory, Modes]
    public async Task A_probe_that_is_never_sent_is_left_to_the_next_call(CallMode mode)
    {
        foreach (var gone in (bool[])[true, false])
        {
            await using var stage = Stage.Chain(new FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)));
            stage.One.On("alpha").Times(5, Reply.Reset()).Answer(Reply.Text("back"));
            await AskAsync(stage, mode, times: 5, new ChatLimits { MaxRetries = 0 });
            ((FakeTimeProvider)stage.Clock).Advance(TimeSpan.FromSeconds(10));

            var unsent = gone
                ? await stage.AskAsync(mode, cancellationToken: new CancellationToken(canceled: true))
                : await stage.AskAsync(mode, Stage.Question() with { NoFallback = true, Limits = new ChatLimits { MaxCost = 0.000_001m } });

            Assert.True(gone ? unsent.Error is OperationCanceledException : unsent.Failure.Code == ErrorCode.BudgetExceeded, $"It ended with {unsent.Error}");
            Assert.Equal(5, stage.One.CallCount);
            Assert.Equal("one", (await stage.AskAsync(mode)).Result.Provider);
        }
    }

    [Theory]
    [Modes("Targets in order"), Modes("Attempt 1 at")]
    public async Task A_listener_that_throws_leaves_the_probe_and_the_room_to_the_next_call(CallMode mode, string at)
    {
        await using var stage = Stage.Alone(new FakeTimeProvider()).WithProvider("one", provider => provider with { MaxConcurrency = 1 });
        stage.One.On("alpha").Times(5, Reply.Reset()).Answer(Reply.Text("back"));
        await AskAsync(stage, mode, times: 5, new ChatLimits { MaxRetries = 0 });
        ((FakeTimeProvider)stage.Clock).Advance(TimeSpan.FromSeconds(10));
        void Listen(ChatTrace trace)
        {
            if (trace.Message.StartsWith(at, StringComparison.Ordinal))
            {
                throw new InvalidOperationException("no ear");
            }
        }

        await Assert.ThrowsAsync<InvalidOperationException>(() => stage.AskAsync(mode, Stage.Question() with { Trace = Listen }));
        Assert.Equal("back", (await stage.AskAsync(mode)).Result.Content);
    }

    [Theory, Modes]
    public async Task A_throttle_closes_the_whole_quota_group_for_the_next_request(CallMode mode)
    {
        await using var stage = Stage.Of(["one/alpha", "one/alpha-2"], ["beta"]).WithProvider("one", provider => provider with { QuotaGroup = "team" });
        stage.One.OnAny().Answer(Reply.Throttle("60"));
        await AskAsync(stage, mode, times: 2);
        Assert.Equal(1, stage.One.CallCount);
    }

    [Theory]
    [InlineData(0.1, "one")]
    [InlineData(0.3, "two")]
    public async Task A_target_that_has_just_come_back_takes_a_quarter_of_its_calls(double random, string provider)
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await using var stage = new Stage(["one/alpha", "two/alpha"], []) { Clock = clock, Randomness = () => random };
        stage.One.On("alpha").Times(5, Reply.Reset()).Answer(Reply.Text("back"));
        await AskAsync(stage, CallMode.Plain, times: 5, new ChatLimits { MaxRetries = 0 });
        clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal("one", (await stage.AskAsync(CallMode.Plain)).Result.Provider);

        Assert.Equal(provider, (await stage.AskAsync(CallMode.Plain)).Result.Provider);
    }

    /// <summary>Calls that alpha throttled at once with a hint of 2 s, once all of them wait for it.</summary>
    private static async Task<IReadOnlyList<Task<Asked>>> AskThrottledAsync(Stage stage, WatchedClock clock, CallMode mode, int count, Reply afterwards)
    {
        var throttle = new Gate();
        stage.One.On("alpha").Times(count, Reply.Throttle("2").Hold(throttle)).Answer(afterwards);
        var calls = Enumerable.Range(0, count).Select(_ => stage.AskAsync(mode)).ToList();
        await stage.One.WaitForCallAsync(count);
        throttle.Open();
        await clock.SetAsync(Two, times: count);
        return calls;
    }

    private static async Task AskAsync(Stage stage, CallMode mode, int times, ChatLimits? limits = null)
    {
        for (var i = 0; i < times; i++)
        {
            await stage.AskAsync(mode, limits ?? new ChatLimits());
        }
    }
}
