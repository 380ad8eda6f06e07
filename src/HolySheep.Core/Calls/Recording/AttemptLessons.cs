using HolySheep.Chat;
using HolySheep.Failures;
using HolySheep.Health;

namespace HolySheep.Calls.Recording;

/// <summary>Learns from the end of an attempt: the health of its target and key, and how fast the target is.</summary>
internal sealed class AttemptLessons(CallServices services, TargetLatencies latencies)
{
    /// <summary>Learns from an answer.</summary>
    /// <param name="call">The call.</param>
    /// <param name="attempt">The attempt that was answered.</param>
    /// <param name="usage">The tokens of the answer.</param>
    /// <param name="firstTextAt">The clock's timestamp of the answer's first text; null if it came in one piece.</param>
    public void Answered(CallState call, OngoingAttempt attempt, ChatUsage usage, long? firstTextAt)
    {
        services.Health.Answered(attempt.Candidate, call.KeyWithOwnHealth(attempt), attempt.BegunAt, call.Now);
        attempt.Target.Probing = false;
        services.Measurements.Answered(attempt.Candidate, call.Request, usage, services.TimeProvider.GetElapsedTime(attempt.StartedAt), call.Now);
        latencies.Add(call, attempt, firstTextAt);
    }

    /// <summary>Learns from a failure.</summary>
    public void Failed(CallState call, OngoingAttempt attempt, FailedAttempt failed)
    {
        LearnKey(call, attempt, failed);
        call.Progress.Record(attempt.Target, failed.Failure, failed.At, failed.Random);
        LearnHealth(attempt, failed);
    }

    /// <summary>Gives back the probe of an attempt that was stopped.</summary>
    public void Abandoned(CallState call, OngoingAttempt attempt)
    {
        if (attempt.Target.Probing)
        {
            attempt.Target.Probing = false;
            services.Health.GiveUpProbe(attempt.Candidate, call.Now);
        }
    }

    private void LearnKey(CallState call, OngoingAttempt attempt, FailedAttempt failed)
    {
        var provider = attempt.Candidate.Provider;
        if (failed.Kind == OutcomeKind.BadCredential && attempt.Key is { } key)
        {
            if (!failed.Failure.KeyMayChange)
            {
                services.RefusedKeys.Add(provider, key);
            }

            call.Warnings.Add(failed.Failure.KeyHint is null ? $"{provider} refused its key." : $"{provider} has no key: {failed.Failure.Message}.");
        }
        else if (failed.Kind is OutcomeKind.OutOfMoney or OutcomeKind.Throttled && call.KeyWithOwnHealth(attempt) is { } own)
        {
            services.Health.KeyFailed(provider, own, failed.Kind, failed.Failure, attempt.BegunAt, failed.At);
        }

        if (failed.Kind == OutcomeKind.OutOfMoney)
        {
            call.Warnings.Add($"{provider} has no money or quota left for its key.");
        }
    }

    private void LearnHealth(OngoingAttempt attempt, FailedAttempt failed)
    {
        var (target, kind) = (attempt.Target, failed.Kind);
        if (target.Probing && (kind != OutcomeKind.Throttled || target.HasMovedOn))
        {
            // The probe may be the quota group's, about which only a throttle says something.
            services.Health.GiveUpProbe(attempt.Candidate, failed.At);
        }

        // Out of money and not closed: another key goes on, and only the key's health suffers.
        var open = (kind != OutcomeKind.OutOfMoney || target.Closed) && !target.HasMovedOn && Counts(target, kind)
            && services.Health.Failed(attempt.Candidate, kind, OfAllKeys(target, failed), attempt.BegunAt, failed.At, target.CountedFailures);

        // Neither a target that opens during a request nor a probe is retried in it.
        target.Closed |= HealthPolicy.Counts(kind) && (open || target.Probing);
        target.Probing = false;
    }

    /// <summary>A target with several keys is back with the first of them.</summary>
    private static Failure OfAllKeys(TargetProgress target, FailedAttempt failed) =>
        failed.Kind == OutcomeKind.Throttled && target is { KeyCount: > 1, OpenByHint: true, OpenUntil: { } until } ? failed.Failure with { WaitHint = until - failed.At } : failed.Failure;

    /// <summary>Whether a failure counts for the target's health: one that this request alone may cause counts once, however often it is retried.</summary>
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
