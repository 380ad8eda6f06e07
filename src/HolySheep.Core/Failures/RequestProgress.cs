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
        Attempts++;
    }

    /// <summary>Records a failure.</summary>
    public void Record(TargetProgress target, Failure failure, DateTimeOffset now, double random)
    {
        var kind = failure.Kind;
        switch (kind)
        {
            case OutcomeKind.Throttled when target.KeyIndex + 1 < target.KeyCount && !target.AllKeysThrottled:
                MoveOn(target, failure, now);
                break;
            case OutcomeKind.Throttled:
                Throttle(target, failure, now, random);
                break;
            case OutcomeKind.BadCredential:
                NextKey(target);
                break;
            case OutcomeKind.OutOfMoney when target.KeyIndex + 1 < target.KeyCount:
                target.KeyIndex++;
                break;
            case OutcomeKind.TooLong:
                target.Closed = true;
                CloseSmaller(target);
                break;
            case OutcomeKind.BadRequest:
                target.CalledItWrong = true;
                break;
            case OutcomeKind.Silent or OutcomeKind.OutOfMoney or OutcomeKind.Unfit or OutcomeKind.Refused:
                target.Closed = true;
                break;
        }

        // A verdict on one key does not apply to the next.
        target.Closed |= failure.ShouldRetry == false && kind is not (OutcomeKind.BadCredential or OutcomeKind.OutOfMoney);
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

    /// <summary>A throttle of one of several keys: the next key has its own limits.</summary>
    private void MoveOn(TargetProgress target, Failure failure, DateTimeOffset now)
    {
        NoteThrottledKey(target, now + (failure.WaitHint ?? ShortOpen), failure.WaitHint is not null);
        target.HasMovedOn = true;
        var throttled = target.KeyIndex;
        foreach (var member in _targets)
        {
            if (member.Candidate.Provider == target.Candidate.Provider && member.Candidate.QuotaGroup == target.Candidate.QuotaGroup && member.KeyIndex == throttled)
            {
                member.KeyIndex++;
            }
        }
    }

    private static void NoteThrottledKey(TargetProgress target, DateTimeOffset until, bool byHint)
    {
        if (!(target.FirstKeyBack?.Until <= until))
        {
            target.FirstKeyBack = (target.KeyIndex, until, byHint);
        }
    }

    private void Throttle(TargetProgress target, Failure failure, DateTimeOffset now, double random)
    {
        target.Throttles++;
        var wait = failure.WaitHint ?? ShortOpen;
        if (target.Throttles > 1)
        {
            // A provider that throttles again did not mean its first hint: never retry sooner than the backoff.
            var backoff = Backoff.Exponential(target.Throttles - 1, random);
            wait = wait > backoff ? wait : backoff;
        }

        var until = now + wait;
        var byHint = failure.WaitHint is not null;
        if (target.FirstKeyBack is not null)
        {
            // All keys are throttled: the one that is back first is used then.
            NoteThrottledKey(target, until, byHint);
            (target.KeyIndex, until, byHint) = target.FirstKeyBack.Value;
            target.FirstKeyBack = null;
            target.AllKeysThrottled = true;
        }

        foreach (var member in _targets)
        {
            if (member.Candidate.QuotaGroup == target.Candidate.QuotaGroup && !(member.OpenUntil > until))
            {
                member.OpenUntil = until;
                member.OpenByHint = byHint;
            }
        }
    }

    private void NextKey(TargetProgress target)
    {
        var refused = target.KeyIndex;
        foreach (var member in _targets)
        {
            if (member.Candidate.Provider == target.Candidate.Provider && member.KeyIndex == refused)
            {
                member.KeyIndex++;
                member.Closed |= member.KeyIndex >= member.KeyCount;
            }
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
