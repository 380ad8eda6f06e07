using System;
using System.Linq;
using HolySheep.Planning;
using Xunit;

namespace HolySheep.Failures;

/// <summary>The policy on its own: facts in, one step out.</summary>
public sealed class NextStepPolicyTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_retry_at_a_target_comes_before_the_next_one()
    {
        var progress = Progress("a/m", "b/m");
        Assert.Equal(("a/m", 0.125), After(progress, FailureSignal.ServerError));
        progress.Targets[0].Retries = 1;
        Assert.Equal(("b/m", 0), After(progress, FailureSignal.ServerError));
    }

    [Fact]
    public void The_last_target_gets_two_retries_by_the_exponential_backoff()
    {
        var progress = Progress("a/m");
        Assert.Equal(("a/m", 0.25), After(progress, FailureSignal.ServerError));
        progress.Targets[0].Retries = 1;
        Assert.Equal(("a/m", 0.5), After(progress, FailureSignal.ServerError));
        progress.Targets[0].Retries = 2;
        Assert.Equal((null, 0), After(progress, FailureSignal.ServerError));
    }

    [Fact]
    public void The_budget_of_attempts_ends_everything()
    {
        var progress = Progress("a/m", "b/m");
        Enumerable.Range(0, 7).ToList().ForEach(_ => progress.Begin(progress.Targets[0]));
        Assert.Equal((null, 0), After(progress, FailureSignal.ServerError));
    }

    [Fact]
    public void A_wait_that_would_end_at_the_deadline_is_not_begun()
    {
        var progress = Progress("a/m");
        Assert.Equal((null, 0), After(progress, FailureSignal.RateLimited, hint: 300));
        Assert.Equal(("a/m", 299), After(Progress("a/m"), FailureSignal.RateLimited, hint: 299));
    }

    [Fact]
    public void A_target_that_only_its_group_closed_without_a_hint_is_tried_in_the_end()
    {
        var progress = Progress("g/m", "g/n");
        Assert.Equal(("g/m", 0.25), After(progress, FailureSignal.RateLimited));
        progress.Targets[0].Retries = 2;
        Assert.Equal(("g/n", 0), After(progress, FailureSignal.RateLimited));
    }

    [Fact]
    public void Of_several_named_times_of_one_model_the_first_is_waited_for()
    {
        var progress = Progress("a/m", "b/m");
        Assert.Equal(("b/m", 0), After(progress, FailureSignal.RateLimited, hint: 4));
        progress.Begin(progress.Targets[1]);
        var failure = Failed(FailureSignal.RateLimited, 2);
        progress.Record(progress.Targets[1], failure, Now, 0.5);
        var step = NextStepPolicy.After(progress, progress.Targets[1], failure, default, Now, 0.5);
        Assert.Equal(("b/m", 2), (step.Target?.Candidate.Target, step.Wait.TotalSeconds));
    }

    [Fact]
    public void The_later_deadline_of_a_group_wins()
    {
        var progress = Progress("g/m", "g/n");
        progress.Record(progress.Targets[0], Failed(FailureSignal.RateLimited, 30), Now, 0.5);
        progress.Record(progress.Targets[1], Failed(FailureSignal.RateLimited, 2), Now, 0.5);
        Assert.All(progress.Targets, target => Assert.Equal(Now.AddSeconds(30), target.OpenUntil));
    }

    [Fact]
    public void Nothing_follows_a_cancelled_call() => Assert.Equal((null, 0), After(Progress("a/m", "b/m"), FailureSignal.Cancelled));

    [Fact]
    public void A_target_that_refuses_reasoning_is_asked_once_more_at_once_and_then_it_is_a_wrong_request()
    {
        var progress = Progress("a/m", "b/m");
        Assert.Equal(("a/m", 0), After(progress, FailureSignal.ReasoningRefused));
        Assert.Equal((true, false), (progress.Targets[0].OmitsReasoning, progress.Targets[0].CalledItWrong));
        Assert.Equal(("b/m", 0), After(progress, FailureSignal.ReasoningRefused));
        Assert.True(progress.Targets[0].CalledItWrong);
        Assert.False(progress.Targets[1].OmitsReasoning);
    }

    [Fact]
    public void A_throttle_without_a_hint_opens_the_target_for_5_s()
    {
        var progress = Progress("a/m");
        progress.Record(progress.Targets[0], Failed(FailureSignal.RateLimited, null), Now, 0.5);
        Assert.Equal((Now.AddSeconds(5), false), (progress.Targets[0].OpenUntil, progress.Targets[0].OpenByHint));
    }

    private static (string? Target, double Wait) After(RequestProgress progress, FailureSignal signal, double? hint = null)
    {
        var current = progress.Targets[0];
        progress.Begin(current);
        var failure = Failed(signal, hint);
        progress.Record(current, failure, Now, 0.5);
        var step = NextStepPolicy.After(progress, current, failure, default, Now, 0.5);
        return (step.Target?.Candidate.Target, step.Wait.TotalSeconds);
    }

    private static Failure Failed(FailureSignal signal, double? hint) =>
        new() { Signal = signal, Message = "", WaitHint = hint is { } seconds ? TimeSpan.FromSeconds(seconds) : null };

    /// <summary>Targets of one model; those of provider g share a quota.</summary>
    private static RequestProgress Progress(params string[] targets)
    {
        var candidates = targets.Select(target => new RouteCandidate
        {
            Provider = target.Split('/')[0],
            Model = target.Split('/')[1],
            ChainIndex = 0,
            ChainModel = "m",
            QuotaGroup = target.StartsWith('g') ? "g" : target,
        });
        return new RequestProgress([.. candidates.Select(candidate => new TargetProgress(candidate))], RequestLimits.Of(new Chat.ChatLimits(), new Configuration.Options.DefaultOptions()), 0, Now);
    }
}
