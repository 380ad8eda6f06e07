using System;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Failures;
using HolySheep.Harness;
using HolySheep.Planning;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Calls;

/// <summary>A call with little time shares it among the targets that are left.</summary>
public sealed class ShortTimeTests
{
    private static readonly TimeSpan Six = TimeSpan.FromSeconds(6);
    private readonly WatchedClock _clock = new();

    [Theory, Modes]
    public async Task A_silent_first_target_leaves_half_the_time_to_the_second(CallMode mode)
    {
        await using var stage = Stage.Chain(_clock);
        stage.One.OnAny().Answer(Reply.Silent());
        var asking = stage.AskAsync(mode, new ChatLimits { Timeout = Six });
        await stage.One.WaitForCallAsync();
        _clock.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal([OutcomeKind.Silent, OutcomeKind.Answered], (await asking).Kinds);
    }

    [Theory, Modes]
    public async Task Each_of_three_targets_gets_its_share(CallMode mode)
    {
        await using var stage = Stage.Of(["one/alpha", "one/alpha-2"], ["beta"], _clock);
        stage.One.OnAny().Answer(Reply.Silent());
        var asking = stage.AskAsync(mode, new ChatLimits { Timeout = Six });
        for (var call = 1; call <= 2; call++)
        {
            await stage.One.WaitForCallAsync(call);
            _clock.Advance(TimeSpan.FromSeconds(2));
        }

        Assert.Equal([OutcomeKind.Silent, OutcomeKind.Silent, OutcomeKind.Answered], (await asking).Kinds);
    }

    [Theory, Modes]
    public async Task A_target_that_is_tried_again_still_leaves_time_for_the_next(CallMode mode)
    {
        await using var stage = Stage.Chain(_clock);
        stage.One.OnAny().Answer(Reply.Status(500), Reply.Silent());
        var asking = stage.AskAsync(mode, new ChatLimits { Timeout = Six });
        var jitter = TimeSpan.FromSeconds(0.125);
        await _clock.SetAsync(jitter);
        _clock.Advance(jitter);
        await stage.One.WaitForCallAsync(2);
        _clock.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal([OutcomeKind.Transient, OutcomeKind.Silent, OutcomeKind.Answered], (await asking).Kinds);
    }

    [Theory, Modes]
    public async Task A_slow_answer_within_the_share_is_waited_for(CallMode mode)
    {
        await using var stage = Stage.Chain(_clock);
        var gate = new Gate();
        stage.One.OnAny().Answer(Reply.Text("slow").Hold(gate));
        var asking = stage.AskAsync(mode, new ChatLimits { Timeout = Six });
        await stage.One.WaitForCallAsync();
        _clock.Advance(TimeSpan.FromSeconds(2.9));
        gate.Open();
        Assert.Equal("slow", (await asking).Result.Content);
    }

    [Theory]
    [InlineData(1, 300, 300), InlineData(2, 300, 60), InlineData(2, 100, 50), InlineData(3, 90, 30), InlineData(2, 6, 3), InlineData(5, 6, 1.2)]
    public void The_limit_of_an_attempt_is_its_share_and_at_most_60_s(int targets, double timeout, double limit)
    {
        var now = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var candidates = Enumerable.Range(0, targets).Select(number => new Planning.RouteCandidate { Provider = "p" + number, Model = "m", ChainIndex = 0, ChainModel = "m", QuotaGroup = "p" + number });
        var limits = RequestLimits.Of(new ChatLimits { Timeout = TimeSpan.FromSeconds(timeout) }, new Configuration.Options.DefaultOptions());
        var progress = new RequestProgress([.. candidates.Select(candidate => new TargetProgress(candidate))], limits, 0, now);
        Assert.Equal(limit, progress.AttemptLimit(progress.Targets[0], now).TotalSeconds, 6);
    }
}
