using System;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Errors;
using HolySheep.Harness;
using HolySheep.TestKit;
using HolySheep.TestKit.Voices;
using Xunit;

namespace HolySheep.Wires;

/// <summary>Throttled targets, with a hint and without, and what their quota groups share: the same on all wires.</summary>
public sealed class WireThrottleTests
{
    [Theory, Wires]
    public async Task A_hint_within_the_patience_is_waited_for_before_another_model_is_asked(string wire, CallMode mode)
    {
        await using var stage = Stage.Chain().Speaking(wire);
        stage.One.OnAny().Answer(Reply.Throttle("5"), Reply.Text("now"));
        Assert.Equal("now", (await stage.AskAsync(mode)).Result.Content);
        Assert.Equal([5d], stage.Waits);

        await using var impatient = Stage.Chain().Speaking(wire);
        impatient.One.OnAny().Answer(Reply.Throttle("5.5"));
        Assert.Equal("two", (await impatient.AskAsync(mode)).Result.Provider);
        Assert.Empty(impatient.Waits);
    }

    [Theory, Wires]
    public async Task Without_a_hint_one_retry_precedes_the_next_model_and_two_the_end(string wire, CallMode mode)
    {
        await using var chain = Stage.Chain().Speaking(wire);
        chain.One.OnAny().Answer(Voice.Of(wire).Say(Trouble.RateLimited));
        Assert.Equal([OutcomeKind.Throttled, OutcomeKind.Throttled, OutcomeKind.Answered], (await chain.AskAsync(mode)).Kinds);
        Assert.Equal([0.125], chain.Waits);

        await using var alone = Stage.Alone().Speaking(wire);
        alone.One.OnAny().Answer(Voice.Of(wire).Say(Trouble.RateLimited));
        Assert.Equal(ErrorCode.RateLimit, (await alone.AskAsync(mode)).Failure.Code);
        Assert.Equal([0.25, 0.5], alone.Waits);
    }

    [Theory, Wires]
    public async Task Without_a_hint_a_target_is_left_out_for_five_seconds(string wire, CallMode mode)
    {
        var clock = new AutoAdvanceTimeProvider();
        await using var stage = Stage.SameModel(clock).Speaking(wire);
        stage.One.OnAny().Answer(Voice.Of(wire).Say(Trouble.RateLimited), Reply.Text("back"));
        await stage.AskAsync(mode);
        clock.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal([OutcomeKind.Answered], (await stage.AskAsync(mode)).Kinds);
        Assert.Equal(1, stage.One.CallCount);
        clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal("back", (await stage.AskAsync(mode)).Result.Content);
    }

    [Theory, Wires]
    public async Task A_whole_quota_group_is_left_out_until_the_hint_and_a_target_outside_it_answers_at_once(string wire, CallMode mode)
    {
        await using var stage = Stage.Of(["one/alpha", "one/alpha-2", "two/alpha"], []).Speaking(wire).WithProvider("one", provider => provider with { QuotaGroup = "team" });
        stage.One.OnAny().Answer(Reply.Throttle("3"));
        Assert.Equal(["one/alpha", "two/alpha"], (await stage.AskAsync(mode)).Attempts.Select(attempt => attempt.Target));
        Assert.Empty(stage.Waits);

        await using var alone = Stage.Of(["one/alpha", "one/alpha-2"], []).Speaking(wire).WithProvider("one", provider => provider with { QuotaGroup = "team" });
        alone.One.OnAny().Answer(Reply.Throttle("3"), Reply.Text("now"));
        Assert.Equal("now", (await alone.AskAsync(mode)).Result.Content);
        Assert.Equal([3d], alone.Waits);
    }

    [Theory]
    [Wires("retry-after", "99999999"), Wires("retry-after-ms", "99999999000"), Wires("retry-after", "Thu, 01 Jan 2099 00:00:00 GMT"), Wires("body", "40h"), Wires("body", "99999s")]
    public async Task No_hint_is_longer_than_a_day(string wire, CallMode mode, string place, string hint)
    {
        await using var stage = Stage.Chain().Speaking(wire);
        stage.One.OnAny().Answer(place == "body"
            ? Reply.Json(429, $$$"""{"error":{"code":429,"status":"RESOURCE_EXHAUSTED","message":"slow down","details":[{"retryDelay":"{{{hint}}}"}]}}""")
            : Reply.ThrottleBare().WithHeader(place, hint));
        Assert.Equal([OutcomeKind.Throttled, OutcomeKind.Answered], (await stage.AskAsync(mode)).Kinds);
        Assert.Equal(TimeSpan.FromDays(1), stage.Client.GetHealth().Targets.Single(target => target.Target == "one/alpha").Until - stage.Clock.GetUtcNow());
    }

    [Theory, Wires]
    public async Task Of_two_named_times_the_later_one_holds(string wire, CallMode mode)
    {
        var clock = new AutoAdvanceTimeProvider();
        await using var stage = Stage.Of(["one/alpha", "one/alpha-2"], ["beta"], clock).Speaking(wire).WithProvider("one", provider => provider with { QuotaGroup = "team" });
        var gate = new Gate();
        stage.One.On("alpha").Answer(Reply.Throttle("600").Hold(gate), Reply.Text("back"));
        stage.One.On("alpha-2").Answer(Reply.Throttle("60"));
        var late = stage.AskAsync(mode);
        await stage.One.WaitForCallAsync();
        Assert.Equal("two", (await stage.AskAsync(mode, Stage.Question() with { Model = "one/alpha-2", Fallback = ["beta"] })).Result.Provider);
        gate.Open();
        Assert.Equal("two", (await late).Result.Provider);
        clock.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal("two", (await stage.AskAsync(mode)).Result.Provider);
        clock.Advance(TimeSpan.FromSeconds(540));
        Assert.Equal("back", (await stage.AskAsync(mode)).Result.Content);
    }
}
