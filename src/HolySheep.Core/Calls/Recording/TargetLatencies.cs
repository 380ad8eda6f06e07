using System;
using System.Threading.Tasks;
using HolySheep.Failures;

namespace HolySheep.Calls.Recording;

/// <summary>How long targets usually take; measured only for calls that hedge by it.</summary>
internal sealed class TargetLatencies(CallServices services)
{
    private const double UsualShare = 0.95;

    /// <summary>The time within which a target gives 95 % of its answers, or of their first texts in a stream; null if it is not known.</summary>
    public TimeSpan? UsualTime(CallState call, TargetProgress target) => services.Latencies.Get(NameOf(call, target)).Percentile(UsualShare);

    /// <summary>Adds the time of an attempt.</summary>
    /// <param name="call">The call.</param>
    /// <param name="attempt">The attempt.</param>
    /// <param name="until">The clock's timestamp of its end; null means now.</param>
    public ValueTask AddAsync(CallState call, OngoingAttempt attempt, long? until = null) => call.Progress.Limits.Hedge is { Time: null }
        ? services.Latencies.AddAsync(NameOf(call, attempt.Target), services.TimeProvider.GetElapsedTime(attempt.StartedAt, until ?? services.TimeProvider.GetTimestamp()))
        : default;

    private static string NameOf(CallState call, TargetProgress target) => target.Candidate.Target + (call.Streamed ? " first text" : " whole answer");
}
