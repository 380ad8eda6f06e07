using System;
using HolySheep.Chat;
using HolySheep.Failures;
using HolySheep.Health;
using HolySheep.Providers;
using HolySheep.Providers.Masking;

namespace HolySheep.Calls;

/// <content>What is kept of each attempt, and what is learned from it.</content>
internal sealed partial class ChatCall
{
    private OngoingAttempt Begin(TargetProgress target, TimeSpan wait)
    {
        Trace(ChatTraceLevel.Debug, (Number: Progress.Attempts + 1, target.Candidate.Target), static facts => $"Attempt {facts.Number} at {facts.Target}.");
        _services.Begin(target.Candidate, !Progress.HasTried(target.Candidate.ChainIndex));
        Progress.Begin(target);
        _services.InFlight.Begin(target.Candidate.Target);
        return new OngoingAttempt(target, KeyOf(target), TakePermit()) { Ticket = TakeTicket(), Wait = wait, StartedAt = _services.TimeProvider.GetTimestamp(), BegunAt = Now };
    }

    private OngoingAttempt Ended()
    {
        var attempt = _attempt ?? throw new InvalidOperationException("No attempt is under way.");
        _attempt = null;
        return attempt;
    }

    /// <summary>Records a failed attempt and learns from it; what is recorded shows no secret.</summary>
    private (OutcomeKind Kind, DateTimeOffset Now, double Random) Learn(OngoingAttempt attempt, ref Failure failure)
    {
        failure = (failure with { Message = failure.Message.TrimEnd('.') }).Masked(_services.Mask);
        var kind = failure.Kind;
        var now = Now;
        var random = _services.Randomness();
        _failures.Add(new FailedAttempt(attempt.Candidate, kind, failure));
        Record(attempt, kind, failure.Status, failure.RequestId, UsageOf(failure), failure.Message);
        RememberKey(attempt, kind, failure, now);
        Progress.Record(attempt.Target, failure, now, random);
        LearnHealth(attempt, kind, failure, now);
        return (kind, now, random);
    }

    /// <summary>Books an attempt that nobody waits for any more, as an estimate.</summary>
    private void Abandon(OngoingAttempt attempt, string? generated, string why)
    {
        if (attempt.Target.Probing)
        {
            GiveUpProbe(attempt.Target);
        }

        Record(attempt, OutcomeKind.Cancelled, null, null, Estimate(generated), why);
    }

    /// <param name="attempt">The attempt that ended.</param>
    /// <param name="kind">How it ended.</param>
    /// <param name="status">The HTTP status; null where no response came.</param>
    /// <param name="requestId">The provider's own id.</param>
    /// <param name="usage">The tokens that may be billed; null where none are.</param>
    /// <param name="message">What happened.</param>
    /// <param name="answer">The answer, where there is one.</param>
    private void Record(OngoingAttempt attempt, OutcomeKind kind, int? status, string? requestId, ChatUsage? usage, string? message, ProviderAnswer? answer = null)
    {
        _services.InFlight.End(attempt.Candidate.Target);
        Settle(attempt, usage);
        var recorded = new ChatAttempt
        {
            Target = attempt.Candidate.Target,
            Kind = kind,
            Status = status,
            Duration = _services.TimeProvider.GetElapsedTime(attempt.StartedAt),
            Wait = attempt.Wait,
            RequestId = requestId,
            Cost = usage is null ? 0m : _services.CostOf(attempt.Candidate, usage),
            StatedCost = usage?.StatedCost,
            Message = message,
        };
        _attempts.Add(recorded);
        Settle(attempt, recorded, usage, answer);
    }

    /// <summary>What a provider turned away costs nothing; what it may have begun to answer is booked as it was counted, else as an estimate.</summary>
    private ChatUsage? UsageOf(Failure failure)
    {
        var begun = failure.Status is 200
            || failure.Signal is FailureSignal.AttemptTimedOut or FailureSignal.NoFirstToken or FailureSignal.Stalled or FailureSignal.ConnectionReset;
        return begun ? failure.Usage ?? Estimate(failure.Generated) : null;
    }

    private void LearnHealth(OngoingAttempt attempt, OutcomeKind kind, Failure failure, DateTimeOffset now)
    {
        if (attempt.Target.Probing && kind != OutcomeKind.Throttled)
        {
            // What was probed may be the quota group, of which another failure than a throttle says nothing.
            _services.Health.GiveUpProbe(attempt.Candidate, now);
        }

        // Out of money and not closed: another key goes on, and only the key's health suffers.
        var open = (kind != OutcomeKind.OutOfMoney || attempt.Target.Closed) && Counts(attempt.Target, kind)
            && _services.Health.Failed(attempt.Candidate, kind, failure, attempt.BegunAt, now, attempt.Target.CountedFailures);

        // A target that opens in the middle of a request is not retried in it, nor is a probe.
        attempt.Target.Closed |= HealthPolicy.Counts(kind) && (open || attempt.Target.Probing);
        attempt.Target.Probing = false;
    }

    /// <summary>Whether the target's health is to learn of a failure: what this request alone may cause counts once, however often it is tried again.</summary>
    private static bool Counts(TargetProgress target, OutcomeKind kind)
    {
        if (HealthPolicy.MayBeOfOneRequest(kind))
        {
            if (target.CountedOwnFault)
            {
                return false;
            }

            target.CountedOwnFault = true;
        }

        target.CountedFailures += HealthPolicy.Counts(kind) ? 1 : 0;
        return true;
    }
}
