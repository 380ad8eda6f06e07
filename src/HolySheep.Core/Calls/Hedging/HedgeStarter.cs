using System;
using System.Threading.Tasks;
using HolySheep.Calls.Booking;
using HolySheep.Calls.Recording;
using HolySheep.Calls.Room;

namespace HolySheep.Calls.Hedging;

/// <summary>Decides when a second target is asked because the first is slow, and begins that attempt.</summary>
internal sealed class HedgeStarter(CallTrace trace, TargetLatencies latencies, RoomDemands demands, AttemptBooking booking, AttemptRecorder recorder)
{
    /// <summary>After how long the attempt that begins now counts as slow; null if no second target is to be asked.</summary>
    public TimeSpan? HedgeAfter(CallState call)
    {
        if (call.Progress.Limits.Hedge is not { } hedge || call.Progress.Attempts + 2 > call.Progress.Limits.MaxAttempts)
        {
            return null;
        }

        var time = hedge.Time ?? latencies.UsualTime(call, call.Target);
        return time > TimeSpan.Zero ? time : null;
    }

    /// <summary>Begins an attempt at the next target that can be asked at once and has another quota group than the first; null if there is none.</summary>
    /// <param name="call">The call.</param>
    /// <param name="slow">The attempt that is slow.</param>
    /// <param name="running">Completes with that attempt.</param>
    /// <param name="after">How long it was waited for.</param>
    public async ValueTask<OngoingAttempt?> BeginAsync(CallState call, OngoingAttempt slow, Task running, TimeSpan after)
    {
        foreach (var target in call.Progress.Targets)
        {
            if (target == slow.Target || target.MustProbe || !target.Untried(call.Now) || target.Candidate.QuotaGroup == slow.Candidate.QuotaGroup)
            {
                continue;
            }

            var (hasRoom, permit) = await demands.ReserveAtOnceAsync(call, target).ConfigureAwait(false);
            if (!hasRoom)
            {
                continue;
            }

            // The reservations are the call's until the attempt has them: a listener may throw before.
            if (!await booking.BookHedgeAsync(call, target, slow, permit).ConfigureAwait(false))
            {
                // Speed does not justify exceeding a budget: the first attempt is waited for.
                break;
            }

            if (running.IsCompleted)
            {
                // The first attempt ended while the hedge was booked.
                await booking.ReleaseReservationsAsync(call).ConfigureAwait(false);
                return null;
            }

            trace.Verbose(call, (Slow: slow.Candidate.Target, Next: target.Candidate.Target, after), static facts =>
                FormattableString.Invariant($"{facts.Slow}: nothing came within {facts.after.TotalSeconds:0.###} s; {facts.Next} is asked too."));
            return recorder.BeginHedge(call, target);
        }

        trace.Verbose(call, (Slow: slow.Candidate.Target, after), static facts =>
            FormattableString.Invariant($"{facts.Slow}: nothing came within {facts.after.TotalSeconds:0.###} s; no second target may be asked."));
        return null;
    }
}
