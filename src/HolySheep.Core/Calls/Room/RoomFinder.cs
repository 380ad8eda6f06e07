using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Calls.Steps;
using HolySheep.Failures;
using HolySheep.Limits;
using HolySheep.Time;
using HolySheep.Transport;

namespace HolySheep.Calls.Room;

/// <summary>
/// Finds room under the providers' limits for a call's next attempt, before the attempt's own limit begins: at its target, otherwise at once at another
/// target of the same model, otherwise after a wait, otherwise at the next model.
/// </summary>
internal sealed class RoomFinder(CallServices services, RoomDemands demands, CallSteps steps, TargetProbes probes)
{
    private readonly LimitBook _book = services.Limits;
    private readonly TimeProvider _timeProvider = services.TimeProvider;

    /// <summary>Whether anything limits the calls of the next target.</summary>
    public bool IsNeeded(CallState call) => demands.IsLimited(call, call.Target);

    /// <summary>Reserves room, at the call's target or at another one that takes its place; false if no target has room in the call's time.</summary>
    /// <exception cref="OperationCanceledException">The caller stopped the call.</exception>
    public async Task<bool> FindAsync(CallState call, CancellationToken cancellationToken)
    {
        var since = _timeProvider.GetTimestamp();
        while (true)
        {
            var bids = await AskAsync(call).ConfigureAwait(false);
            var best = Best(bids);
            if (call.Route.IsShadow && !best.Answer.Granted)
            {
                // A shadow must not take room from a caller's call.
                return false;
            }

            if (best.Answer.IsFull)
            {
                best = await StandInLineAsync(call, best, cancellationToken).ConfigureAwait(false);
            }

            if (best.Answer.Granted)
            {
                // The permit is the call's from now on, which releases it if the attempt does not begin.
                call.Permit = best.Permit;
                await EnterAsync(call, best, cancellationToken).ConfigureAwait(false);
                await probes.SwitchToAsync(call, best.Target).ConfigureAwait(false);
                call.RoomWait = _timeProvider.GetElapsedTime(since);
                return true;
            }

            var wait = best.Answer.IsFull || best.Answer.Wait >= call.TimeLeft ? await PassOverAsync(call, bids).ConfigureAwait(false) : Announce(call, best);
            if (wait is not { } time)
            {
                return false;
            }

            if (time > TimeSpan.Zero)
            {
                await Pause.ForAsync(_timeProvider, time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Asks the next target, and if it has no room at once the others of its model; the last bid may be granted.</summary>
    private async ValueTask<List<RoomBid>> AskAsync(CallState call)
    {
        var siblings = SiblingsOf(call);
        var bids = new List<RoomBid>(1 + siblings.Count) { await AskAsync(call, call.Target, alone: siblings.Count == 0).ConfigureAwait(false) };
        foreach (var sibling in siblings)
        {
            if (bids[bids.Count - 1].Answer.Granted)
            {
                return bids;
            }

            bids.Add(await AskAsync(call, sibling, alone: false).ConfigureAwait(false));
        }

        // No target has room at once: room is reserved ahead at the one with the shortest wait.
        if (siblings.Count > 0 && Best(bids) is { Answer: { Granted: false, IsFull: false } } best && best.Answer.Wait < call.TimeLeft)
        {
            bids.Add(await AskAsync(call, best.Target, alone: true).ConfigureAwait(false));
        }

        return bids;
    }

    /// <summary>Asks with each key that may be used now, because each has its own limits; the target keeps the key of the best bid.</summary>
    private async ValueTask<RoomBid> AskAsync(CallState call, TargetProgress target, bool alone)
    {
        // A probe is one key's.
        if (target.Keys.Count < 2 || target.Key is not { Probing: false } current)
        {
            return await AskWithKeyAsync(call, target, alone).ConfigureAwait(false);
        }

        RoomBid? best = null;
        var chosen = current;
        foreach (var key in target.Keys)
        {
            if (key != current && (key.NeedsProbe || !key.IsUsable(call.Now)))
            {
                continue;
            }

            target.Key = key;
            var bid = await AskWithKeyAsync(call, target, alone: false).ConfigureAwait(false);
            if (bid.Answer.Granted)
            {
                return bid;
            }

            (best, chosen) = best is null || ReferenceEquals(Best([best, bid]), bid) ? (bid, key) : (best, chosen);
        }

        target.Key = chosen;
        return alone ? await AskWithKeyAsync(call, target, alone).ConfigureAwait(false) : best!;
    }

    private async ValueTask<RoomBid> AskWithKeyAsync(CallState call, TargetProgress target, bool alone)
    {
        if (!demands.IsLimited(call, target))
        {
            return new RoomBid(target, null, LimitAnswer.AtOnce, null);
        }

        var demand = demands.Of(call, target);
        demand = alone && !call.Route.IsShadow ? demand : demand with { LongestWait = TimeSpan.Zero };
        if (demand.Rules?.MaxConcurrency is not null && _book.LineOf(demand).IsTaken)
        {
            return new RoomBid(target, demand, LimitAnswer.Full, null);
        }

        var (answer, permit) = await _book.TakeAsync(demand).ConfigureAwait(false);
        return new RoomBid(target, demand, answer, permit);
    }

    /// <summary>Other targets of the next target's model that can take the call as it is.</summary>
    private static IReadOnlyList<TargetProgress> SiblingsOf(CallState call)
    {
        List<TargetProgress>? siblings = null;
        foreach (var target in call.Progress.Targets)
        {
            if (target != call.Target && !target.MustProbe && target.Candidate.ChainIndex == call.Target.Candidate.ChainIndex && target.Untried(call.Now))
            {
                (siblings ??= []).Add(target);
            }
        }

        return siblings ?? (IReadOnlyList<TargetProgress>)[];
    }

    private static RoomBid Best(List<RoomBid> bids) => bids.Find(bid => bid.Answer.Granted) ?? bids.OrderBy(bid => bid.Answer.IsFull ? TimeSpan.MaxValue : bid.Answer.Wait).First();

    /// <summary>Waits for the end of another call, at most as long as an attempt may last.</summary>
    private async Task<RoomBid> StandInLineAsync(CallState call, RoomBid bid, CancellationToken cancellationToken)
    {
        services.Trace.Verbose(call, bid, static bid => $"{bid.Target.Candidate.Target}: waits for the end of one of its calls, which have reached its limit.");
        var demand = bid.Demand! with { LongestWait = call.TimeLeft };
        using var guard = new StallGuard(_timeProvider, cancellationToken);
        guard.Arm(call.AttemptLimit(bid.Target));
        try
        {
            var (answer, permit) = await _book.LineOf(demand).AskAsync(() => _book.TakeAsync(demand), _book.PollInterval, _timeProvider, guard.Token).ConfigureAwait(false);
            return bid with { Answer = answer, Permit = permit };
        }
        catch (OperationCanceledException) when (guard.Expired && !cancellationToken.IsCancellationRequested)
        {
            return bid;
        }
    }

    /// <summary>Waits for the time of the room that was granted.</summary>
    private async Task EnterAsync(CallState call, RoomBid bid, CancellationToken cancellationToken)
    {
        if (bid.Target != call.Target)
        {
            services.Trace.Verbose(call, (call.Target, Entered: bid.Target), static facts =>
                $"{facts.Target.Candidate.Target}: no room under its limits; {facts.Entered.Candidate.Target} has.");
        }

        if (bid.Answer.Wait > TimeSpan.Zero)
        {
            Announce(call, bid);
            await Pause.ForAsync(_timeProvider, bid.Answer.Wait, cancellationToken).ConfigureAwait(false);
        }
    }

    private TimeSpan? Announce(CallState call, RoomBid bid)
    {
        services.Trace.Verbose(call, bid, static bid => FormattableString.Invariant($"{bid.Target.Candidate.Target}: waits {bid.Answer.Wait.TotalSeconds:0.###} s for room under its limits."));
        return bid.Answer.Wait;
    }

    /// <summary>Passes over every target that was asked; a full one has no known time and is not asked again in this call.</summary>
    private ValueTask<TimeSpan?> PassOverAsync(CallState call, List<RoomBid> bids) =>
        steps.PassOverAsync(call, bids.Select(bid => (bid.Target, bid.Answer.IsFull ? call.Progress.Deadline : call.Now + bid.Answer.Wait)));
}
