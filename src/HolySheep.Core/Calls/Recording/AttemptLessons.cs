using System;
using System.Threading.Tasks;
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
    public async ValueTask AnsweredAsync(CallState call, OngoingAttempt attempt, ChatUsage usage, long? firstTextAt)
    {
        await services.Health.AnsweredAsync(attempt.Candidate, attempt.BegunAt, call.Now).ConfigureAwait(false);
        attempt.Target.Probing = false;
        if (attempt.Target.AskedKey is { } key)
        {
            await services.Health.Keys.AnsweredAsync(attempt.Candidate, call.SecretOf(attempt.Target, key), attempt.BegunAt, call.Now).ConfigureAwait(false);
            key.Probing = false;
        }

        await services.Measurements.AnsweredAsync(attempt.Candidate, call.Request, usage, services.TimeProvider.GetElapsedTime(attempt.StartedAt), call.Now).ConfigureAwait(false);
        await latencies.AddAsync(call, attempt, firstTextAt).ConfigureAwait(false);
    }

    /// <summary>Learns from a failure.</summary>
    public async ValueTask FailedAsync(CallState call, OngoingAttempt attempt, FailedAttempt failed)
    {
        LearnCredential(call, attempt, failed);
        call.Progress.Record(attempt.Target, failed.Failure, failed.At, failed.Random);
        if (attempt.Target.HasMovedOn && failed.Failure.Signal == FailureSignal.ReasoningRefused)
        {
            call.Warnings.Add($"{attempt.Candidate.Target} refused the reasoning of earlier answers, which may be another provider's; it is left out.");
        }

        await LearnKeyHealthAsync(call, attempt, failed).ConfigureAwait(false);
        await LearnHealthAsync(attempt, failed).ConfigureAwait(false);
    }

    /// <summary>Gives back the probes of an attempt that was stopped.</summary>
    public async ValueTask AbandonedAsync(CallState call, OngoingAttempt attempt)
    {
        if (attempt.Target.Probing)
        {
            attempt.Target.Probing = false;
            await services.Health.GiveUpProbeAsync(attempt.Candidate, call.Now).ConfigureAwait(false);
        }

        await GiveUpKeyProbeAsync(call, attempt, call.Now).ConfigureAwait(false);
    }

    private void LearnCredential(CallState call, OngoingAttempt attempt, FailedAttempt failed)
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
        else if (failed.Kind == OutcomeKind.OutOfMoney)
        {
            call.Warnings.Add($"{provider} has no money or quota left for its key.");
        }
    }

    private async ValueTask LearnKeyHealthAsync(CallState call, OngoingAttempt attempt, FailedAttempt failed)
    {
        if (attempt.Target.AskedKey is not { } key)
        {
            return;
        }

        // Other keys learn nothing from it. A refused key is out in this process until it changes, whatever its health.
        if (failed.Kind is OutcomeKind.Throttled or OutcomeKind.OutOfMoney)
        {
            await services.Health.Keys.FailedAsync(attempt.Candidate, call.SecretOf(attempt.Target, key), failed.Kind, failed.Failure, attempt.BegunAt, failed.At).ConfigureAwait(false);
        }

        await GiveUpKeyProbeAsync(call, attempt, failed.At).ConfigureAwait(false);
    }

    private async ValueTask GiveUpKeyProbeAsync(CallState call, OngoingAttempt attempt, DateTimeOffset now)
    {
        if (attempt.Target.AskedKey is { Probing: true } key)
        {
            key.Probing = false;
            await services.Health.Keys.GiveUpProbeAsync(attempt.Candidate, call.SecretOf(attempt.Target, key), now).ConfigureAwait(false);
        }
    }

    private async ValueTask LearnHealthAsync(OngoingAttempt attempt, FailedAttempt failed)
    {
        var (target, kind) = (attempt.Target, failed.Kind);
        var ofKey = target.AskedKey is not null && FailureTable.ConcernsKey(kind);
        if (target.Probing && (kind != OutcomeKind.Throttled || ofKey))
        {
            // The probe may be the quota group's, about which only a throttle says something.
            await services.Health.GiveUpProbeAsync(attempt.Candidate, failed.At).ConfigureAwait(false);
        }

        if (ofKey && OfAllKeys(target, failed) is { } throttle)
        {
            await services.Health.FailedAsync(attempt.Candidate, kind, throttle, attempt.BegunAt, failed.At, target.CountedFailures).ConfigureAwait(false);
        }

        var open = !ofKey && Counts(target, kind)
            && await services.Health.FailedAsync(attempt.Candidate, kind, failed.Failure, attempt.BegunAt, failed.At, target.CountedFailures).ConfigureAwait(false);

        // Neither a target that opens during a request nor a probe is retried in it.
        target.Closed |= HealthPolicy.Counts(kind) && (open || target.Probing);
        target.Probing = false;
    }

    /// <summary>The throttle of a configured quota group, once all keys of one of its providers are throttled: it is back with the first of them.</summary>
    private static Failure? OfAllKeys(TargetProgress target, FailedAttempt failed) =>
        failed.Kind == OutcomeKind.Throttled && target is { HasMovedOn: false, OpenUntil: { } until } && target.Candidate.QuotaGroup != target.Candidate.Target
            ? failed.Failure with { WaitHint = target.OpenByHint ? until - failed.At : null }
            : null;

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
