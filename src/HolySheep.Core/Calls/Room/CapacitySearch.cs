using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Limits;
using HolySheep.Time;
using HolySheep.Transport;

namespace HolySheep.Calls.Room;

/// <summary>Finds room for a call's next attempt: at its target, else at once at another of the same model, else after a wait, else at the next model.</summary>
internal sealed class CapacitySearch(ChatCall call, LimitBook book, TimeProvider timeProvider)
{
    private readonly long _since = timeProvider.GetTimestamp();

    /// <summary>True once there is room, with the call's target set; false where nobody has any within the call's time.</summary>
    /// <exception cref="OperationCanceledException">The caller went.</exception>
    public async Task<bool> FindAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var bids = Ask();
            var best = Best(bids);
            if (call.Route.IsShadow && !best.Answer.Granted)
            {
                // It would stand before a caller's call.
                return false;
            }

            if (best.Answer.IsFull)
            {
                best = await StandInLineAsync(best, cancellationToken).ConfigureAwait(false);
            }

            if (best.Answer.Granted)
            {
                await EnterAsync(best, cancellationToken).ConfigureAwait(false);
                return true;
            }

            var wait = best.Answer.IsFull || best.Answer.Wait >= call.TimeLeft ? PassOver(bids) : Announce(best);
            if (wait is not { } time)
            {
                return false;
            }

            if (time > TimeSpan.Zero)
            {
                await Pause.ForAsync(timeProvider, time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Asks the target whose turn it is, and where it has no room at once the others of its model; the last bid may be granted.</summary>
    private List<Bid> Ask()
    {
        var siblings = call.Siblings();
        var bids = new List<Bid>(1 + siblings.Count) { Ask(call.Current, alone: siblings.Count == 0) };
        foreach (var sibling in siblings)
        {
            if (bids[bids.Count - 1].Answer.Granted)
            {
                return bids;
            }

            bids.Add(Ask(sibling, alone: false));
        }

        // Nobody has room at once: the shortest wait is taken, in its turn.
        if (siblings.Count > 0 && Best(bids) is { Answer: { Granted: false, IsFull: false } } best && best.Answer.Wait < call.TimeLeft)
        {
            bids.Add(Ask(best.Target, alone: true));
        }

        return bids;
    }

    private Bid Ask(TargetProgress target, bool alone)
    {
        if (!call.IsLimited(target))
        {
            return new Bid(target, null, LimitAnswer.AtOnce, null);
        }

        var demand = call.DemandOf(target);
        demand = alone && !call.Route.IsShadow ? demand : demand with { LongestWait = TimeSpan.Zero };
        if (demand.Rules?.MaxConcurrency is not null && book.LineOf(demand).IsTaken)
        {
            return new Bid(target, demand, LimitAnswer.Full, null);
        }

        var (answer, permit) = book.Take(demand);
        return new Bid(target, demand, answer, permit);
    }

    private static Bid Best(List<Bid> bids) => bids.Find(bid => bid.Answer.Granted) ?? bids.OrderBy(bid => bid.Answer.IsFull ? TimeSpan.MaxValue : bid.Answer.Wait).First();

    /// <summary>Waits for the end of another call, no longer than an attempt may last while somebody else is left.</summary>
    private async Task<Bid> StandInLineAsync(Bid bid, CancellationToken cancellationToken)
    {
        call.Trace(ChatTraceLevel.Verbose, bid, static bid => $"{bid.Target.Candidate.Target}: waits for the end of one of its calls under way, which are as many as its limit.");
        var demand = bid.Demand! with { LongestWait = call.TimeLeft };
        using var guard = new StallGuard(timeProvider, cancellationToken);
        guard.Arm(call.AttemptLimit(bid.Target));
        try
        {
            var (answer, permit) = await book.LineOf(demand).AskAsync(() => book.Take(demand), book.PollInterval, timeProvider, guard.Token).ConfigureAwait(false);
            return bid with { Answer = answer, Permit = permit };
        }
        catch (OperationCanceledException) when (guard.Expired && !cancellationToken.IsCancellationRequested)
        {
            return bid;
        }
    }

    private async Task EnterAsync(Bid bid, CancellationToken cancellationToken)
    {
        if (bid.Target != call.Current)
        {
            call.Trace(ChatTraceLevel.Verbose, (call.Current, bid.Target), static targets =>
                $"{targets.Current.Candidate.Target}: no room under its limits; {targets.Target.Candidate.Target} has.");
        }

        if (bid.Answer.Wait > TimeSpan.Zero)
        {
            try
            {
                Announce(bid);
                await Pause.ForAsync(timeProvider, bid.Answer.Wait, cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                book.Settle(bid.Permit!, tokens: 0, sent: false);
                throw;
            }
        }

        call.Enter(bid.Target, bid.Permit, timeProvider.GetElapsedTime(_since));
    }

    private TimeSpan? Announce(Bid bid)
    {
        call.Trace(ChatTraceLevel.Verbose, bid, static bid => FormattableString.Invariant($"{bid.Target.Candidate.Target}: waits {bid.Answer.Wait.TotalSeconds:0.###} s for room under its limits."));
        return bid.Answer.Wait;
    }

    /// <summary>What is full has no known time: nobody asks there again in this call.</summary>
    private TimeSpan? PassOver(List<Bid> bids) =>
        call.PassOver(bids.Select(bid => (bid.Target, bid.Answer.IsFull ? call.Progress.Deadline : call.After(bid.Answer.Wait))));

    private sealed record Bid(TargetProgress Target, LimitDemand? Demand, LimitAnswer Answer, LimitPermit? Permit);
}
