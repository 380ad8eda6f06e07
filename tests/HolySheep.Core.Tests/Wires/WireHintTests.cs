using System;
using System.Globalization;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Harness;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Wires;

/// <summary>How long to wait, wherever a provider says it: every form on every wire.</summary>
public sealed class WireHintTests
{
    [Theory]
    [Wires("retry-after", "3"), Wires("retry-after", "3.0"), Wires("retry-after-ms", "3000"), Wires("x-ms-retry-after-ms", "3000"), Wires("retry-after", "date")]
    [Wires("x-ratelimit-reset-requests", "3s"), Wires("x-ratelimit-reset-tokens", "3000ms"), Wires("x-ratelimit-reset", "epoch"), Wires("anthropic-ratelimit-tokens-reset", "time"), Wires("anthropic-ratelimit-requests-reset", "time")]
    public async Task A_hint_in_a_header_is_waited_for_exactly(string wire, CallMode mode, string name, string value)
    {
        await using var stage = Stage.Alone().Speaking(wire);
        var at = stage.Clock.GetUtcNow().AddSeconds(3);
        var told = value switch
        {
            "date" => at.ToString("R", CultureInfo.InvariantCulture),
            "time" => at.ToString("O", CultureInfo.InvariantCulture),
            "epoch" => at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
            _ => value,
        };
        stage.One.OnAny().Answer(Reply.ThrottleBare().WithHeader(name, told).WithHeader(name.Replace("-reset", "-remaining", StringComparison.Ordinal), "0"), Reply.Text("now"));
        Assert.Equal("now", (await stage.AskAsync(mode)).Result.Content);
        Assert.Equal([3d], stage.Waits);
    }

    [Theory]
    [Wires("x-ratelimit-reset-requests", "x-ratelimit-remaining-requests"), Wires("anthropic-ratelimit-tokens-reset", "anthropic-ratelimit-tokens-remaining")]
    public async Task A_reset_while_something_remains_is_not_a_hint(string wire, CallMode mode, string name, string remaining)
    {
        await using var stage = Stage.Alone().Speaking(wire);
        var time = stage.Clock.GetUtcNow().AddSeconds(3).ToString("O", CultureInfo.InvariantCulture);
        stage.One.OnAny().Answer(Reply.ThrottleBare().WithHeader(name, name.StartsWith('x') ? "3s" : time).WithHeader(remaining, "7000000"), Reply.Text("now"));
        Assert.Equal("now", (await stage.AskAsync(mode)).Result.Content);
        Assert.Equal([0.25], stage.Waits);
    }

    [Theory]
    [Wires("""{"error":{"code":429,"status":"RESOURCE_EXHAUSTED","message":"slow down","details":[{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"3s"}]}}""")]
    [Wires("""{"type":"error","error":{"type":"rate_limit_error","message":"slow down","retry_after":3}}"""), Wires("""{"error":{"code":"rate_limit_exceeded","message":"slow down","retry_after":"3"}}""")]
    public async Task A_hint_in_the_body_is_waited_for_exactly(string wire, CallMode mode, string body)
    {
        await using var stage = Stage.Alone().Speaking(wire);
        stage.One.OnAny().Answer(Reply.Json(429, body), Reply.Text("now"));
        Assert.Equal("now", (await stage.AskAsync(mode)).Result.Content);
        Assert.Equal([3d], stage.Waits);
    }

    [Theory, Wires]
    public async Task A_date_that_has_passed_is_no_wait(string wire, CallMode mode)
    {
        await using var stage = Stage.Alone().Speaking(wire);
        stage.One.OnAny().Answer(Reply.Throttle(stage.Clock.GetUtcNow().AddMinutes(-1).ToString("R", CultureInfo.InvariantCulture)), Reply.Text("now"));
        Assert.Equal("now", (await stage.AskAsync(mode)).Result.Content);
        Assert.DoesNotContain(stage.Waits, wait => wait > 0.25);
    }

    [Theory, Wires]
    public async Task From_the_second_throttle_on_no_wait_is_below_the_backoff_and_there_are_at_most_two(string wire, CallMode mode)
    {
        await using var stage = Stage.Alone().Speaking(wire);
        stage.One.OnAny().Answer(Reply.Throttle("0"));
        var asked = await stage.AskAsync(mode);
        Assert.Equal([OutcomeKind.Throttled, OutcomeKind.Throttled, OutcomeKind.Throttled], asked.Kinds);
        Assert.True(stage.Waits[^1] >= 0.25, string.Join(", ", stage.Waits));
    }

    [Theory]
    [Wires(503, OutcomeKind.Throttled), Wires(429, OutcomeKind.Throttled), Wires(500, OutcomeKind.Transient), Wires(529, OutcomeKind.Transient)]
    public async Task Only_a_429_or_a_503_with_a_hint_is_a_throttle(string wire, CallMode mode, int status, OutcomeKind kind)
    {
        await using var stage = Stage.SameModel().Speaking(wire);
        stage.One.OnAny().Answer(Reply.Status(status).WithHeader("retry-after", "7"), Reply.Text("now"));
        var asked = await stage.AskAsync(mode);
        Assert.Equal([kind, OutcomeKind.Answered], asked.Kinds);
        Assert.Equal(kind == OutcomeKind.Throttled ? "two" : "one", asked.Result.Provider);
    }

    [Theory]
    [Wires(503, OutcomeKind.Throttled), Wires(429, OutcomeKind.Throttled), Wires(498, OutcomeKind.Transient), Wires(529, OutcomeKind.Transient)]
    public async Task Words_of_capacity_change_nothing_about_that(string wire, CallMode mode, int status, OutcomeKind kind)
    {
        await using var stage = Stage.SameModel().Speaking(wire);
        stage.One.OnAny().Answer(Reply.Error(status, null, "Overloaded", "overloaded_error").WithHeader("retry-after", "7"), Reply.Text("now"));
        var asked = await stage.AskAsync(mode);
        Assert.Equal([kind, OutcomeKind.Answered], asked.Kinds);
        Assert.Equal(kind == OutcomeKind.Throttled ? "two" : "one", asked.Result.Provider);
    }

    [Theory, Wires]
    public async Task A_hint_beyond_the_patience_leads_to_the_next_model_and_one_beyond_all_time_is_refused_at_once_with_the_time_of_return(string wire, CallMode mode)
    {
        await using var chain = Stage.Chain().Speaking(wire);
        chain.One.OnAny().Answer(Reply.Throttle("3600"));
        Assert.Equal([OutcomeKind.Throttled, OutcomeKind.Answered], (await chain.AskAsync(mode)).Kinds);
        Assert.Empty(chain.Waits);

        await using var alone = Stage.Alone().Speaking(wire);
        alone.One.OnAny().Answer(Reply.Throttle("3600"));
        await alone.AskAsync(mode);
        var failure = (await alone.AskAsync(mode)).Failure;
        Assert.Empty(failure.Attempts);
        Assert.Equal(alone.Clock.GetUtcNow().AddHours(1), failure.RetryAt);
        Assert.Equal(1, alone.One.CallCount);
    }
}
