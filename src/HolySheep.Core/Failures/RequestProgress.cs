using System;
using System.Collections.Generic;
using HolySheep.Chat;
using HolySheep.Planning;

namespace HolySheep.Failures;

/// <summary>What a request has tried so far. Only facts: <see cref="NextStepPolicy"/> decides.</summary>
internal sealed class RequestProgress(TargetProgress[] targets, RequestLimits limits, long promptTokens, DateTimeOffset start)
{
    private static readonly TimeSpan ShortOpen = TimeSpan.FromSeconds(5);

    // Enumerated many times per call: as an array, it allocates nothing.
    private readonly TargetProgress[] _targets = targets;

    public IReadOnlyList<TargetProgress> Targets => _targets;

    public RequestLimits Limits { get; } = limits;

    public DateTimeOffset Deadline { get; } = start + limits.Timeout;

    /// <summary>The number of calls.</summary>
    public int Attempts { get; private set; }

    /// <summary>The number of different targets that were called.</summary>
    public int TargetsTried
    {
        get
        {
            var tried = 0;
            foreach (var target in _targets)
            {
                tried += target.Tries > 0 ? 1 : 0;
            }

            return tried;
        }
    }

    /// <summary>Whether a target of the model at this place in the chain was called.</summary>
    public bool HasTried(int chainIndex)
    {
        foreach (var target in _targets)
        {
            if (target.Tries > 0 && target.Candidate.ChainIndex == chainIndex)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The targets that rejected the request.</summary>
    public int WrongRequests
    {
        get
        {
            var judges = 0;
            foreach (var target in _targets)
            {
                judges += target.CalledItWrong ? 1 : 0;
            }

            return judges;
        }
    }

    /// <summary>Whether another target can be tried at once.</summary>
    public bool OthersUntried(TargetProgress current, DateTimeOffset now) => CountUntried(current, now) > 0;

    /// <summary>How long an attempt at a target may take: all the time left at the last target, otherwise its share of that time and at most the limit of an attempt.</summary>
    public TimeSpan AttemptLimit(TargetProgress target, DateTimeOffset now)
    {
        var left = Deadline - now;
        var others = Math.Min(CountUntried(target, now), Limits.MaxAttempts - Attempts);
        if (others <= 0)
        {
            return left;
        }

        var share = TimeSpan.FromTicks(left.Ticks / (others + 1));
        return share < Limits.Attempt ? share : Limits.Attempt;
    }

    public void Begin(TargetProgress target)
    {
        target.Tries++;
        target.OpenUntil = null;
        target.OpenByHint = false;
        target.Crowded = false;
        target.HasMovedOn = false;
        target.AskedKey = target.Key;
        if (target.Key is { } key)
        {
            (key.OpenUntil, key.OpenByHint) = (null, false);
        }

        Attempts++;
    }

    /// <summary>Records a failure.</summary>
    public void Record(TargetProgress target, Failure failure, DateTimeOffset now, double random)
    {
        var kind = failure.Kind;
        if (target.AskedKey is { } key && FailureTable.ConcernsKey(kind))
        {
            // A verdict on one key does not apply to the next.
            KeyFailed(target, key, failure, now, random);
            return;
        }

        switch (kind)
        {
            case OutcomeKind.Throttled:
                Throttle(target, failure, now, random);
                break;
            case OutcomeKind.BadCredential:
                CloseProvider(target);
                break;
            case OutcomeKind.TooLong:
                target.Closed = true;
                CloseSmaller(target);
                break;
            case OutcomeKind.BadRequest when failure.Signal == FailureSignal.ReasoningRefused && !target.OmitsReasoning:
                // Not a verdict on the request: the same target is asked once more, whatever it says of repeats.
                (target.OmitsReasoning, target.HasMovedOn) = (true, true);
                return;
            case OutcomeKind.BadRequest:
                target.CalledItWrong = true;
                break;
            case OutcomeKind.Silent or OutcomeKind.OutOfMoney or OutcomeKind.Unfit or OutcomeKind.Refused:
                target.Closed = true;
                break;
        }

        target.Closed |= failure.ShouldRetry == false;
    }

    private int CountUntried(TargetProgress current, DateTimeOffset now)
    {
        var untried = 0;
        foreach (var target in _targets)
        {
            untried += target != current && target.Untried(now) ? 1 : 0;
        }

        return untried;
    }

    /// <summary>A failure of one of several keys: the next key has its own limits, money and rights.</summary>
    private void KeyFailed(TargetProgress target, KeyProgress key, Failure failure, DateTimeOffset now, double random)
    {
        var throttled = failure.Kind == OutcomeKind.Throttled;
        key.Throttles += throttled ? 1 : 0;
        DateTimeOffset? until = throttled && failure.ShouldRetry != false ? now + WaitOf(failure, key.Throttles, random) : null;
        foreach (var member in _targets)
        {
            if (member == target || (member.Candidate.Provider == target.Candidate.Provider
                && (FailureTable.ConcernsKeyEverywhere(failure.Kind, failure.Signal) || member.Candidate.QuotaGroup == target.Candidate.QuotaGroup)))
            {
                NoteKey(member, key.Index, until, failure.WaitHint is not null, now);
            }
        }

        target.HasMovedOn = target.ChooseKey(now);
        if (throttled && target is { HasMovedOn: false, OpenUntil: { } back })
        {
            // All keys are throttled, and so is the group until the first of them is back.
            OpenGroup(target, back, target.OpenByHint);
        }
    }

    /// <summary>Notes at a target that a key is not used before a time, or if that is null, not at all.</summary>
    private static void NoteKey(TargetProgress member, int index, DateTimeOffset? until, bool byHint, DateTimeOffset now)
    {
        foreach (var key in member.Keys)
        {
            if (key.Index != index)
            {
                continue;
            }

            key.Closed |= until is null;
            if (until is not null && !(key.OpenUntil > until))
            {
                (key.OpenUntil, key.OpenByHint) = (until, byHint);
            }
        }

        member.ChooseKey(now);
    }

    private void Throttle(TargetProgress target, Failure failure, DateTimeOffset now, double random)
    {
        target.Throttles++;
        OpenGroup(target, now + WaitOf(failure, target.Throttles, random), failure.WaitHint is not null);
    }

    private static TimeSpan WaitOf(Failure failure, int throttles, double random)
    {
        var wait = failure.WaitHint ?? ShortOpen;
        if (throttles < 2)
        {
            return wait;
        }

        // A provider that throttles again did not mean its first hint: never retry sooner than the backoff.
        var backoff = Backoff.Exponential(throttles - 1, random);
        return wait > backoff ? wait : backoff;
    }

    private void OpenGroup(TargetProgress target, DateTimeOffset until, bool byHint)
    {
        foreach (var member in _targets)
        {
            if (member.Candidate.QuotaGroup == target.Candidate.QuotaGroup && !(member.OpenUntil > until))
            {
                member.OpenUntil = until;
                member.OpenByHint = byHint;
            }
        }
    }

    private void CloseProvider(TargetProgress target)
    {
        foreach (var member in _targets)
        {
            member.Closed |= member.Candidate.Provider == target.Candidate.Provider;
        }
    }

    private void CloseSmaller(TargetProgress target)
    {
        foreach (var member in _targets)
        {
            member.Closed |= member.Candidate.ContextWindow <= (target.Candidate.ContextWindow ?? promptTokens);
        }
    }
}
