using System;
using HolySheep.Chat;

namespace HolySheep.Failures;

/// <summary>Decides the step after a failure. Pure.</summary>
internal static class NextStepPolicy
{
    private const int RetriesWithOthersLeft = 1;
    private const int RetriesAtLastTarget = 2;
    private const int WaitsPerTarget = 2;

    /// <summary>The first step: the first target whose health allows it, otherwise the one that is due first.</summary>
    public static NextStep First(RequestProgress progress, DateTimeOffset now)
    {
        var step = NextUntried(progress, now, sameModelAs: null) is { } next ? NextStep.AtOnce(next) : LastResort(progress, now);
        return now + step.Wait < progress.Deadline ? step : NextStep.Stop;
    }

    /// <param name="progress">The request so far, including the failure.</param>
    /// <param name="current">The target that failed.</param>
    /// <param name="failure">The failure.</param>
    /// <param name="rules">What the caller allows.</param>
    /// <param name="now">The time.</param>
    /// <param name="random">A random number, 0 up to 1.</param>
    public static NextStep After(RequestProgress progress, TargetProgress current, Failure failure, CallerRules rules, DateTimeOffset now, double random)
    {
        var kind = failure.Kind;
        if (IsFinal(kind, failure, rules) || progress.Attempts >= progress.Limits.MaxAttempts || now >= progress.Deadline)
        {
            return NextStep.Stop;
        }

        var next = NextUntried(progress, now, sameModelAs: null);
        var step = kind switch
        {
            _ when current.HasMovedOn => NextStep.AtOnce(current),
            OutcomeKind.Throttled => AfterThrottle(progress, current, failure, next, now, random),

            // The last usable key is out, and a throttled one is back before long.
            OutcomeKind.BadCredential or OutcomeKind.OutOfMoney when !current.Closed => AfterThrottle(progress, current, failure, next, now, random),
            _ => Retry(progress, current, kind, failure, next, random),
        };

        if (step.Target is null)
        {
            step = kind switch
            {
                OutcomeKind.BadRequest => SecondOpinion(progress, current, failure, now),
                OutcomeKind.Refused when !rules.FallbackOnRefusal => NextStep.Stop,
                _ => next is not null ? NextStep.AtOnce(next) : LastResort(progress, now),
            };
        }

        return now + step.Wait < progress.Deadline ? step : NextStep.Stop;
    }

    /// <summary>Whether the call ends, whatever the provider says.</summary>
    private static bool IsFinal(OutcomeKind kind, Failure failure, CallerRules rules) => kind switch
    {
        OutcomeKind.Cancelled => true,
        OutcomeKind.Refused or OutcomeKind.BadRequest => failure.Shown,
        OutcomeKind.Cut => failure.Shown && !rules.RestartAfterCut,
        _ => false,
    };

    /// <summary>One other target is asked whether the request is wrong, because no list of words covers every reason of a 400: one of another provider if there is one, otherwise one of another model.</summary>
    private static NextStep SecondOpinion(RequestProgress progress, TargetProgress current, Failure failure, DateTimeOffset now)
    {
        // The same token limit would end the answer of any target, and no other one holds the conversation.
        if (failure.Signal is FailureSignal.OutputLimit or FailureSignal.ThreadRefused || progress.WrongRequests > 1)
        {
            return NextStep.Stop;
        }

        TargetProgress? otherModel = null;
        TargetProgress? any = null;
        foreach (var target in progress.Targets)
        {
            if (!target.Untried(now))
            {
                continue;
            }

            if (target.Candidate.Provider != current.Candidate.Provider)
            {
                return NextStep.AtOnce(target);
            }

            otherModel ??= target.Candidate.ChainIndex != current.Candidate.ChainIndex ? target : null;
            any ??= target;
        }

        return (otherModel ?? any) is { } other ? NextStep.AtOnce(other) : NextStep.Stop;
    }

    private static NextStep AfterThrottle(
        RequestProgress progress, TargetProgress current, Failure failure, TargetProgress? next, DateTimeOffset now, double random)
    {
        if (NextUntried(progress, now, sameModelAs: current) is { } sibling)
        {
            return NextStep.AtOnce(sibling);
        }

        if (!(current.AskedKey is null ? failure.WaitHint is not null : current.OpenByHint))
        {
            return Retry(progress, current, OutcomeKind.Transient, failure, next, random);
        }

        if (FirstDue(progress, current.Candidate.ChainIndex) is not { } due)
        {
            return NextStep.Stop;
        }

        var wait = Until(due, now);
        var patient = (next is null || wait <= progress.Limits.Patience) && now + wait < progress.Deadline;
        return patient ? new NextStep(due, wait) : NextStep.Stop;
    }

    private static NextStep Retry(
        RequestProgress progress, TargetProgress current, OutcomeKind kind, Failure failure, TargetProgress? next, double random)
    {
        var retryable = !current.Closed && kind is (OutcomeKind.Transient or OutcomeKind.Malformed or OutcomeKind.Cut);
        if (kind == OutcomeKind.BadCredential || !(failure.ShouldRetry ?? retryable))
        {
            return NextStep.Stop;
        }

        var allowed = next is null
            ? progress.Limits.MaxRetries ?? RetriesAtLastTarget
            : Math.Min(RetriesWithOthersLeft, progress.Limits.MaxRetries ?? RetriesWithOthersLeft);
        if (current.Retries >= allowed)
        {
            return NextStep.Stop;
        }

        var wait = next is null ? Backoff.Exponential(current.Retries, random) : Backoff.Short(random);
        return new NextStep(current, wait);
    }

    /// <summary>No target may be called yet: the request itself probes the target that is due first; only a named time is waited for.</summary>
    private static NextStep LastResort(RequestProgress progress, DateTimeOffset now)
    {
        TargetProgress? first = null;
        foreach (var target in progress.Targets)
        {
            if (target is { Tries: 0, Closed: false, OpenByHint: false } && (first is null || target.OpenUntil < first.OpenUntil))
            {
                first = target;
            }
        }

        if (first is not null)
        {
            return NextStep.AtOnce(first);
        }

        return FirstDue(progress, chainIndex: null) is { } due ? new NextStep(due, Until(due, now)) : NextStep.Stop;
    }

    private static TargetProgress? NextUntried(RequestProgress progress, DateTimeOffset now, TargetProgress? sameModelAs)
    {
        foreach (var target in progress.Targets)
        {
            if (target.Untried(now) && (sameModelAs is null || target.Candidate.ChainIndex == sameModelAs.Candidate.ChainIndex))
            {
                return target;
            }
        }

        return null;
    }

    /// <summary>The target whose named time comes first, of one model or of all.</summary>
    private static TargetProgress? FirstDue(RequestProgress progress, int? chainIndex)
    {
        TargetProgress? first = null;
        var waits = Math.Min(WaitsPerTarget, progress.Limits.MaxRetries ?? WaitsPerTarget);
        foreach (var target in progress.Targets)
        {
            var waitable = target is { OpenByHint: true, Closed: false } && (target.Tries == 0 || target.Waits < waits);
            if (waitable && (chainIndex ?? target.Candidate.ChainIndex) == target.Candidate.ChainIndex && (first is null || target.OpenUntil < first.OpenUntil))
            {
                first = target;
            }
        }

        return first;
    }

    private static TimeSpan Until(TargetProgress target, DateTimeOffset now)
    {
        var wait = target.OpenUntil.GetValueOrDefault() - now;
        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }
}
