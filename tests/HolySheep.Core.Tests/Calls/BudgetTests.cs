using System;
using System.Diagnostics;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Errors;
using HolySheep.Harness;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Calls;

/// <summary>One budget per request: attempts, time, retries.</summary>
public sealed class BudgetTests
{
    [Theory]
    [Modes(1), Modes(2), Modes(3), Modes(4), Modes(8)]
    public async Task Endless_503_makes_no_more_calls_than_the_budget(CallMode mode, int budget)
    {
        await using var stage = Stage.Of(["one/a", "one/b", "two/c", "two/d", "one/e"], []);
        stage.One.OnAny().Answer(Reply.Status(503));
        stage.Two.OnAny().Answer(Reply.Status(503));
        var failure = (await stage.AskAsync(mode, new ChatLimits { MaxAttempts = budget })).Failure;
        Assert.Equal(budget, stage.One.CallCount + stage.Two.CallCount);
        Assert.Equal(budget, failure.Attempts.Count);
        Assert.Equal(budget - 1, stage.Waits.Count + failure.Attempts.Zip(failure.Attempts.Skip(1)).Count(pair => pair.First.Target != pair.Second.Target));
    }

    [Theory, Modes]
    public async Task The_budget_is_8_attempts_unless_set(CallMode mode)
    {
        await using var stage = Stage.Of(["one/a", "one/b", "two/c", "two/d", "one/e"], []);
        stage.One.OnAny().Answer(Reply.Status(503));
        stage.Two.OnAny().Answer(Reply.Status(503));
        Assert.Equal(8, (await stage.AskAsync(mode)).Attempts.Count);
    }

    [Theory, Modes]
    public async Task There_is_no_wait_after_the_last_attempt(CallMode mode)
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Reply.Throttle("3"));
        Assert.Single((await stage.AskAsync(mode, new ChatLimits { MaxAttempts = 1 })).Attempts);
        Assert.Empty(stage.Waits);
    }

    [Theory]
    [Modes("500"), Modes("throttle"), Modes("bare throttle"), Modes("empty")]
    public async Task No_retries_means_none(CallMode mode, string fault)
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(fault switch { "500" => Reply.Status(500), "throttle" => Reply.Throttle("1"), "empty" => Reply.EmptyContent(), _ => Reply.ThrottleBare() });
        Assert.Single((await stage.AskAsync(mode, new ChatLimits { MaxRetries = 0 })).Attempts);
        Assert.Empty(stage.Waits);
    }

    [Theory, Modes]
    public async Task No_retries_still_means_that_the_next_target_is_asked(CallMode mode)
    {
        await using var stage = Stage.Chain();
        stage.One.OnAny().Answer(Reply.Status(500));
        Assert.Equal([OutcomeKind.Transient, OutcomeKind.Answered], (await stage.AskAsync(mode, new ChatLimits { MaxRetries = 0 })).Kinds);
    }

    [Theory, Modes]
    public async Task The_callers_number_of_retries_holds_at_the_last_target_with_growing_backoff(CallMode mode)
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Reply.Status(500));
        await stage.AskAsync(mode, new ChatLimits { MaxRetries = 4 });
        Assert.Equal([0.25, 0.5, 1, 2], stage.Waits);
    }

    [Theory, Modes]
    public async Task The_calls_time_ends_the_waits(CallMode mode)
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Reply.Status(500));
        var asked = await stage.AskAsync(mode, new ChatLimits { Timeout = TimeSpan.FromSeconds(0.6), MaxRetries = 20, MaxAttempts = 30 });
        Assert.Equal([0.25], stage.Waits);
        Assert.Equal(2, asked.Attempts.Count);
    }

    [Theory, Modes]
    public async Task With_the_time_used_up_within_a_wait_no_further_call_begins(CallMode mode)
    {
        // a clock that wakes late, as real ones do
        await using var stage = Stage.Alone(new LateClock(TimeSpan.FromSeconds(30)));
        stage.One.OnAny().Answer(Reply.Throttle("9"), Reply.Silent());
        var asked = await stage.AskAsync(mode, new ChatLimits { Timeout = TimeSpan.FromSeconds(10) });
        Assert.Equal((OutcomeKind.Throttled, 1), (asked.Failure.Kind, stage.One.CallCount));
    }

    [Theory, Modes]
    public async Task The_first_attempt_is_made_however_short_the_time(CallMode mode)
    {
        await using var stage = Stage.Alone(TimeProvider.System);
        stage.One.OnAny().Answer(Reply.Silent());
        var asked = await stage.AskAsync(mode, new ChatLimits { Timeout = TimeSpan.FromTicks(1) });
        Assert.Equal(ErrorCode.CallTimeout, asked.Failure.Code);
    }

    [Theory, Modes]
    public async Task The_attempts_limit_holds_only_while_an_untried_target_remains(CallMode mode)
    {
        await using var stage = Stage.Chain(TimeProvider.System);
        stage.One.OnAny().Answer(Reply.Silent());
        stage.Two.OnAny().Answer(Reply.Text("late").Delay(TimeSpan.FromSeconds(0.9)));
        var asked = await stage.AskAsync(mode, new ChatLimits { AttemptTimeout = TimeSpan.FromSeconds(0.3) });
        Assert.Equal(("late", 1), (asked.Result.Content, asked.Result.FallbackCount));
    }

    [Theory]
    [InlineData(CallMode.StreamedWire), InlineData(CallMode.VisibleStream)]
    public async Task The_first_token_limit_holds_only_while_an_untried_target_remains(CallMode mode)
    {
        await using var stage = Stage.Chain(TimeProvider.System);
        stage.One.OnAny().Answer(Reply.Silent());
        stage.Two.OnAny().Answer(Reply.Text("late").Delay(TimeSpan.FromSeconds(0.9)));
        Assert.Equal("late", (await stage.AskAsync(mode, new ChatLimits { FirstToken = TimeSpan.FromSeconds(0.3) })).Result.Content);
    }

    [Fact]
    public async Task A_plain_call_has_no_first_token_limit()
    {
        await using var stage = Stage.Chain(TimeProvider.System);
        stage.One.OnAny().Answer(Reply.Text("late").Delay(TimeSpan.FromSeconds(0.5)));
        Assert.Equal("one", (await stage.AskAsync(CallMode.Plain, new ChatLimits { FirstToken = TimeSpan.FromSeconds(0.1) })).Result.Provider);
    }

    [Theory]
    [InlineData("alpha", 40, 10.001), InlineData("alpha", 400_000, 20), InlineData("o3", 40, 60), InlineData("gpt-5", 40, 60)]
    public async Task The_first_token_limit_is_10_s_and_1_s_more_per_10000_tokens_and_60_s_for_a_model_that_reasons_first(string model, int characters, double seconds)
    {
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        await using var stage = Stage.Of([$"one/{model}", "two/alpha"], [], clock);
        stage.One.OnAny().Answer(Reply.Silent());
        var asking = stage.AskAsync(CallMode.VisibleStream, Stage.Question(new string('a', characters)));
        await stage.One.WaitForCallAsync();
        clock.Advance(TimeSpan.FromSeconds(seconds - 0.1));
        Assert.Equal(0, stage.One.DisconnectCount);
        Assert.Equal(0, stage.Two.CallCount);
        clock.Advance(TimeSpan.FromSeconds(0.2));
        Assert.Equal([OutcomeKind.Silent, OutcomeKind.Answered], (await asking).Kinds);
    }

    [Theory, Modes]
    public async Task The_attempts_limit_is_60_s_while_others_are_untried_and_the_calls_time_is_300_s(CallMode mode)
    {
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        await using var stage = Stage.Of(["one/alpha", "two/alpha"], [], clock);
        stage.One.OnAny().Answer(Reply.Silent());
        stage.Two.OnAny().Answer(Reply.Silent());
        var asking = stage.AskAsync(mode, new ChatLimits { FirstToken = TimeSpan.FromHours(1) });
        await stage.One.WaitForCallAsync();
        clock.Advance(TimeSpan.FromSeconds(59.9));
        Assert.Equal(0, stage.Two.CallCount);
        clock.Advance(TimeSpan.FromSeconds(0.2));
        await stage.Two.WaitForCallAsync();
        clock.Advance(TimeSpan.FromSeconds(239.8));
        Assert.False(asking.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(0.2));
        Assert.Equal((ErrorCode.CallTimeout, 2), ((await asking).Failure.Code, (await asking).Attempts.Count));
    }

    [Theory, Modes]
    public async Task A_connection_that_is_never_made_ends_with_the_connect_limit(CallMode mode)
    {
        using var hanging = await DeadEndpoint.HangingAsync();
        await using var stage = Stage.Chain(TimeProvider.System)
            .WithProvider("one", provider => provider with { BaseUrl = new Uri(hanging.BaseUrl) })
            .With(configuration => configuration with { Defaults = configuration.Defaults with { Connect = TimeSpan.FromSeconds(1) } });
        var clock = Stopwatch.StartNew();
        var asked = await stage.AskAsync(mode, new ChatLimits { MaxRetries = 0 });
        Assert.InRange(clock.Elapsed, TimeSpan.FromSeconds(0.9), TimeSpan.FromSeconds(20));
        Assert.Equal([OutcomeKind.Transient, OutcomeKind.Answered], asked.Kinds);
        Assert.Contains("no connection was made in time", asked.Attempts[0].Message);
    }
}
