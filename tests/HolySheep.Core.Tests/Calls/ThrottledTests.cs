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

/// <summary>The rows Throttled of the table, on the wire.</summary>
public sealed class ThrottledTests
{
    [Theory, Modes]
    public async Task A_429_with_Retry_After_2_on_the_models_only_target_waits_at_least_1_8_s_and_makes_no_extra_call(CallMode mode)
    {
        await using var stage = Stage.Alone(TimeProvider.System);
        stage.One.OnAny().Answer(Reply.Throttle("2"), Reply.Text("thanks for waiting"));
        var clock = Stopwatch.StartNew();
        var asked = await stage.AskAsync(mode);
        Assert.InRange(clock.Elapsed, TimeSpan.FromSeconds(1.8), TimeSpan.FromSeconds(12));
        Assert.True(stage.One.Requests[1].Since(stage.One.Requests[0]) >= TimeSpan.FromSeconds(1.8));
        Assert.Equal(("thanks for waiting", 2), (asked.Result.Content, stage.One.CallCount));
        Assert.Equal([OutcomeKind.Throttled, OutcomeKind.Answered], asked.Kinds);
    }

    [Theory, Modes]
    public async Task A_429_with_Retry_After_2_is_answered_at_once_by_a_second_target_of_that_model(CallMode mode)
    {
        await using var stage = Stage.SameModel();
        stage.One.OnAny().Answer(Reply.Throttle("2"));
        var asked = await stage.AskAsync(mode);
        Assert.Equal(("two", "alpha"), (asked.Result.Provider, asked.Result.ModelUsed));
        Assert.Equal((1, 1), (stage.One.CallCount, stage.Two.CallCount));
        Assert.Empty(stage.Waits);
    }

    [Theory, Modes]
    public async Task A_429_with_Retry_After_3600_goes_to_the_next_model_at_once(CallMode mode)
    {
        await using var stage = Stage.Chain();
        stage.One.OnAny().Answer(Reply.Throttle("3600"));
        var asked = await stage.AskAsync(mode);
        Assert.Equal(("two", "beta"), (asked.Result.Provider, asked.Result.ModelUsed));
        Assert.Equal(1, stage.One.CallCount);
        Assert.Empty(stage.Waits);
    }

    [Theory, Modes]
    public async Task A_hint_within_the_patience_is_waited_for_exactly_rather_than_leaving_the_model(CallMode mode)
    {
        await using var stage = Stage.Chain();
        stage.One.OnAny().Answer(Reply.Throttle("5"), Reply.Echo);
        var asked = await stage.AskAsync(mode);
        Assert.Equal(("one", 0), (asked.Result.Provider, stage.Two.CallCount));
        Assert.Equal([5], stage.Waits);
        Assert.Equal(TimeSpan.FromSeconds(5), asked.Result.Attempts[1].Wait);
    }

    [Theory, Modes]
    public async Task A_hint_just_beyond_the_patience_goes_to_the_next_model(CallMode mode)
    {
        await using var stage = Stage.Chain();
        stage.One.OnAny().Answer(Reply.Throttle("6"));
        Assert.Equal("two", (await stage.AskAsync(mode)).Result.Provider);
        Assert.Empty(stage.Waits);
    }

    [Theory, Modes]
    public async Task The_callers_own_patience_counts(CallMode mode)
    {
        await using var stage = Stage.Chain();
        stage.One.OnAny().Answer(Reply.Throttle("2"));
        Assert.Equal("two", (await stage.AskAsync(mode, new ChatLimits { Patience = TimeSpan.FromSeconds(1) })).Result.Provider);
        Assert.Empty(stage.Waits);
    }

    [Theory, Modes]
    public async Task A_hint_within_the_patience_but_beyond_the_calls_time_goes_to_the_next_model(CallMode mode)
    {
        await using var stage = Stage.Chain();
        stage.One.OnAny().Answer(Reply.Throttle("4"));
        Assert.Equal("two", (await stage.AskAsync(mode, new ChatLimits { Timeout = TimeSpan.FromSeconds(3) })).Result.Provider);
        Assert.Empty(stage.Waits);
    }

    [Theory, Modes]
    public async Task On_the_very_last_target_the_patience_is_all_the_time_left(CallMode mode)
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Reply.Throttle("200"), Reply.Echo);
        Assert.Equal("one", (await stage.AskAsync(mode)).Result.Provider);
        Assert.Equal([200], stage.Waits);
    }

    [Theory, Modes]
    public async Task A_hint_beyond_all_time_left_is_refused_at_once_with_the_time_of_return(CallMode mode)
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Reply.Throttle("3600"));
        var asked = await stage.AskAsync(mode);
        Assert.Equal((ErrorCode.RateLimit, OutcomeKind.Throttled, 429), (asked.Failure.Code, asked.Failure.Kind, asked.Failure.Status));
        Assert.Equal(stage.Clock.GetUtcNow().AddSeconds(3600), asked.Failure.RetryAt);
        Assert.Contains("2026-01-01 01:00:00 UTC", asked.Failure.Hint);
        Assert.Equal(1, stage.One.CallCount);
        Assert.Empty(stage.Waits);
    }

    [Theory, Modes]
    public async Task A_target_that_named_a_time_is_asked_again_when_the_rest_of_the_chain_has_failed(CallMode mode)
    {
        await using var stage = Stage.Chain();
        stage.One.OnAny().Answer(Reply.Throttle("30"), Reply.Text("back again"));
        stage.Two.OnAny().Answer(Reply.Status(404));
        var asked = await stage.AskAsync(mode);
        Assert.Equal("back again", asked.Result.Content);
        Assert.Equal([OutcomeKind.Throttled, OutcomeKind.Unfit, OutcomeKind.Answered], asked.Kinds);
        Assert.Equal([30], stage.Waits);
    }

    [Theory, Modes]
    public async Task A_target_that_wants_no_retry_is_not_asked_again_though_it_named_a_time(CallMode mode)
    {
        await using var stage = Stage.Chain();
        stage.One.OnAny().Answer(Reply.Throttle("3").WithHeader("x-should-retry", "false"));
        stage.Two.OnAny().Answer(Reply.Status(404));
        var asked = await stage.AskAsync(mode);
        Assert.Equal([OutcomeKind.Throttled, OutcomeKind.Unfit], asked.Kinds);
        Assert.Empty(stage.Waits);
    }

    [Theory, Modes]
    public async Task That_another_target_wants_no_retry_does_not_keep_the_call_from_a_named_time(CallMode mode)
    {
        await using var stage = Stage.Chain();
        stage.One.OnAny().Answer(Reply.Throttle("30"), Reply.Text("back again"));
        stage.Two.OnAny().Answer(Reply.Status(500).WithHeader("x-should-retry", "false"));
        var asked = await stage.AskAsync(mode);
        Assert.Equal("back again", asked.Result.Content);
        Assert.Equal(1, stage.Two.CallCount);
    }

    [Theory, Modes]
    public async Task At_most_two_waits_are_spent_on_a_target(CallMode mode)
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Reply.Throttle("2"));
        var asked = await stage.AskAsync(mode);
        Assert.Equal(3, stage.One.CallCount);
        Assert.Equal([2, 2], stage.Waits);
        Assert.Equal(ErrorCode.RateLimit, asked.Failure.Code);
    }

    [Theory, Modes]
    public async Task From_the_second_throttle_on_the_wait_is_at_least_the_backoff(CallMode mode)
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Reply.Throttle("0"));
        await stage.AskAsync(mode);
        Assert.Equal([0.5], stage.Waits);
        Assert.Equal(3, stage.One.CallCount);
    }

    [Theory, Modes]
    public async Task A_503_with_a_hint_is_a_throttle(CallMode mode)
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Reply.Status(503).WithHeader("retry-after", "7"), Reply.Echo);
        var asked = await stage.AskAsync(mode);
        Assert.Equal([OutcomeKind.Throttled, OutcomeKind.Answered], asked.Kinds);
        Assert.Equal([7], stage.Waits);
    }

    [Theory, Modes]
    public async Task A_500_with_a_hint_is_not_a_throttle(CallMode mode)
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Reply.Status(500).WithHeader("retry-after", "7"), Reply.Echo);
        Assert.Equal([OutcomeKind.Transient, OutcomeKind.Answered], (await stage.AskAsync(mode)).Kinds);
        Assert.Equal([0.25], stage.Waits);
    }

    [Theory, Modes]
    public async Task A_429_without_a_hint_goes_at_once_to_another_target_of_the_model(CallMode mode)
    {
        await using var stage = Stage.SameModel();
        stage.One.OnAny().Answer(Reply.ThrottleBare());
        Assert.Equal([OutcomeKind.Throttled, OutcomeKind.Answered], (await stage.AskAsync(mode)).Kinds);
        Assert.Equal(1, stage.One.CallCount);
        Assert.Empty(stage.Waits);
    }

    [Theory, Modes]
    public async Task A_429_without_a_hint_is_retried_once_before_another_model_is_asked(CallMode mode)
    {
        await using var stage = Stage.Chain();
        stage.One.OnAny().Answer(Reply.ThrottleBare());
        Assert.Equal([OutcomeKind.Throttled, OutcomeKind.Throttled, OutcomeKind.Answered], (await stage.AskAsync(mode)).Kinds);
        Assert.Equal([0.125], stage.Waits);
    }

    [Theory, Modes]
    public async Task A_429_without_a_hint_at_the_last_target_is_retried_twice(CallMode mode)
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Reply.ThrottleBare());
        Assert.Equal(ErrorCode.RateLimit, (await stage.AskAsync(mode)).Failure.Code);
        Assert.Equal([0.25, 0.5], stage.Waits);
    }

    [Theory, Modes]
    public async Task A_429_is_a_throttle_whatever_type_of_error_it_claims(CallMode mode)
    {
        await using var stage = Stage.SameModel();
        stage.One.OnAny().Answer(Reply.Status(429));
        Assert.Equal([OutcomeKind.Throttled, OutcomeKind.Answered], (await stage.AskAsync(mode)).Kinds);
    }

    [Theory]
    [Modes("retry-after-ms", "1500"), Modes("x-ms-retry-after-ms", "1500"), Modes("retry-after", "1.5"), Modes("x-ratelimit-reset-requests", "1s500ms")]
    public async Task A_hint_is_read_from_the_header(CallMode mode, string name, string value)
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Reply.ThrottleBare().WithHeader(name, value).WithHeader("x-ratelimit-remaining-requests", "0"), Reply.Echo);
        await stage.AskAsync(mode);
        Assert.Equal([1.5], stage.Waits);
    }

    [Theory]
    [Modes("""{"error":{"code":429,"status":"RESOURCE_EXHAUSTED","message":"slow down","details":[{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"3.5s"}]}}""")]
    [Modes("""[{"error":{"code":429,"status":"RESOURCE_EXHAUSTED","message":"slow down","details":[{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"3.5s"}]}}]""")]
    [Modes("""{"error":{"type":"rate_limit_error","message":"slow down","retry_after":3.5}}""")]
    [Modes("""{"error":{"type":"rate_limit_error","message":"slow down","retry_after":"3.5"}}""")]
    public async Task A_hint_is_read_from_the_body(CallMode mode, string body)
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Reply.Json(429, body), Reply.Echo);
        await stage.AskAsync(mode);
        Assert.Equal([3.5], stage.Waits);
    }

    [Theory, Modes(200), Modes(900)]
    public async Task After_the_hint_a_call_goes_out_although_a_guessed_answer_would_not_fit_what_the_provider_has_left(CallMode mode, int left)
    {
        await using var stage = Stage.Alone();
        var announced = Reply.Throttle("1").WithHeader("x-ratelimit-limit-tokens", "6000").WithHeader("x-ratelimit-remaining-tokens", $"{left}").WithHeader("x-ratelimit-reset-tokens", "3600");
        stage.One.OnAny().Answer(announced, Reply.Echo);

        Assert.Equal([OutcomeKind.Throttled, OutcomeKind.Answered], (await stage.AskAsync(mode)).Kinds);
        Assert.Equal([1], stage.Waits);
    }

    [Theory]
    [Modes("retry-after", "NaN"), Modes("retry-after", "soon"), Modes("retry-after-ms", "Infinity"), Modes("x-ratelimit-reset", "NaN")]
    public async Task An_invalid_hint_is_ignored(CallMode mode, string name, string value)
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Reply.ThrottleBare().WithHeader(name, value).WithHeader("x-ratelimit-remaining", "0"), Reply.Echo);
        Assert.Equal("one", (await stage.AskAsync(mode)).Result.Provider);
        Assert.Equal([0.25], stage.Waits);
    }

    [Theory, Modes]
    public async Task A_whole_quota_group_is_left_alone_until_the_hint(CallMode mode)
    {
        await using var stage = Stage.Of(["one/alpha", "one/alpha-2"], ["beta"]).WithProvider("one", provider => provider with { QuotaGroup = "team" });
        stage.One.OnAny().Answer(Reply.Throttle("60"));
        var asked = await stage.AskAsync(mode);
        Assert.Equal("two/beta", asked.Attempts[^1].Target);
        Assert.Equal(1, stage.One.CallCount);
    }

    [Theory, Modes]
    public async Task A_group_may_span_providers(CallMode mode)
    {
        await using var stage = Stage.SameModel().WithProvider("one", provider => provider with { QuotaGroup = "team" }).WithProvider("two", provider => provider with { QuotaGroup = "team" });
        stage.One.OnAny().Answer(Reply.Throttle("3"), Reply.Echo);
        var asked = await stage.AskAsync(mode);
        Assert.Equal([3], stage.Waits);
        Assert.Equal(2, asked.Result.AttemptCount);
    }

    [Theory, Modes]
    public async Task A_target_outside_the_group_takes_over_at_once(CallMode mode)
    {
        await using var stage = Stage.Of(["one/alpha", "one/alpha-2", "two/alpha"], []).WithProvider("one", provider => provider with { QuotaGroup = "team" });
        stage.One.OnAny().Answer(Reply.Throttle("3"));
        var asked = await stage.AskAsync(mode);
        Assert.Equal(["one/alpha", "two/alpha"], asked.Attempts.Select(attempt => attempt.Target));
        Assert.Empty(stage.Waits);
    }

    [Theory, Modes]
    public async Task A_target_whose_groups_time_has_passed_still_has_both_its_waits(CallMode mode)
    {
        await using var stage = Stage.Of(["one/alpha", "one/alpha-2"], []).WithProvider("one", provider => provider with { QuotaGroup = "team" });
        stage.One.On("alpha").Answer(Reply.Throttle("3"), Reply.Status(404));
        stage.One.On("alpha-2").Answer(Reply.Throttle("4"));
        var asked = await stage.AskAsync(mode);
        Assert.Equal(["alpha", "alpha", "alpha-2", "alpha-2", "alpha-2"], asked.Attempts.Select(attempt => attempt.Target[4..]));
        Assert.Equal([3, 4, 4], stage.Waits);
    }

    [Theory, Modes]
    public async Task Without_a_group_every_target_is_its_own(CallMode mode)
    {
        await using var stage = Stage.Of(["one/alpha", "one/alpha-2"], []);
        stage.One.On("alpha").Answer(Reply.Throttle("60"));
        Assert.Equal("one/alpha-2", (await stage.AskAsync(mode)).Attempts[^1].Target);
        Assert.Empty(stage.Waits);
    }
}
