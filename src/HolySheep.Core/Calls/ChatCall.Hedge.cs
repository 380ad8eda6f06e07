using System;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Failures;
using HolySheep.Limits;
using HolySheep.Providers;
using HolySheep.Spend.Ledger;
using HolySheep.Spend.Pricing;

namespace HolySheep.Calls;

/// <content>A second attempt beside a first that is slow.</content>
internal sealed partial class ChatCall
{
    private const double UsualShare = 0.95;

    /// <summary>True where the answer comes from a target that was asked because another was slow.</summary>
    public bool HedgeWon { get; private set; }

    /// <summary>After how long another target is asked beside the one whose turn it is; null where none is to be.</summary>
    public TimeSpan? HedgeAfter()
    {
        if (Progress.Limits.Hedge is not { } hedge || IsOver || Progress.Attempts + 2 > Progress.Limits.MaxAttempts)
        {
            return null;
        }

        var time = hedge.Time ?? _services.Latencies.Get(LatencyName(Current)).Percentile(UsualShare);
        return time > TimeSpan.Zero ? time : null;
    }

    /// <summary>Begins an attempt at the next target that may be asked at once and does not share the first one's quota; null where there is none.</summary>
    /// <param name="first">The attempt that is slow.</param>
    /// <param name="running">Completes once that attempt is over.</param>
    /// <param name="after">How long it has been waited for.</param>
    public async ValueTask<OngoingAttempt?> BeginHedgeAsync(OngoingAttempt first, Task running, TimeSpan after)
    {
        foreach (var target in Progress.Targets)
        {
            if (target == first.Target || target.NeedsProbe || !target.Untried(Now) || target.Candidate.QuotaGroup == first.Candidate.QuotaGroup || !HasRoom(target, out var permit))
            {
                continue;
            }

            var ticket = await BookHedgeAsync(target, first, permit).ConfigureAwait(false);
            _warnings.AddRange(ticket?.Warnings ?? []);
            if (ticket?.Refusal is not null)
            {
                // Speed is not worth a budget: the first is waited for.
                GiveBack(permit);
                break;
            }

            // Whoever listens may throw: what was reserved is the call's to give back until the attempt has it.
            (_permit, _ticket) = (permit, ticket);
            if (running.IsCompleted)
            {
                // It came while the booking took its time.
                Leave();
                return null;
            }

            Trace(ChatTraceLevel.Verbose, (Slow: first.Candidate.Target, Next: target.Candidate.Target, after), static facts =>
                FormattableString.Invariant($"{facts.Slow}: nothing came within {facts.after.TotalSeconds:0.###} s; {facts.Next} is asked beside it."));
            var hedge = Begin(target, TimeSpan.Zero);
            target.Beside = true;
            return hedge;
        }

        Trace(ChatTraceLevel.Verbose, (Slow: first.Candidate.Target, after), static facts =>
            FormattableString.Invariant($"{facts.Slow}: nothing came within {facts.after.TotalSeconds:0.###} s; nobody else may be asked beside it."));
        return null;
    }

    private async ValueTask<LedgerTicket?> BookHedgeAsync(TargetProgress target, OngoingAttempt first, LimitPermit? permit)
    {
        try
        {
            return IsBooked ? await _services.Ledger.BeginAsync(HedgeEntryOf(target, first), HalfTheTime(ShortWait)).ConfigureAwait(false) : null;
        }
        catch (OperationCanceledException)
        {
            GiveBack(permit);
            throw;
        }
    }

    /// <summary>True if a failure is a verdict on the request, after which no further target is asked: it decides the call if the attempt beside it fails as well. A request that one target calls wrong is not such a case: the other target is asked already.</summary>
    public bool IsVerdict(Failure failure) => failure.Signal == FailureSignal.OutputLimit || (failure.Kind == OutcomeKind.Refused && !Request.FallbackOnRefusal);

    /// <summary>Records the failure of an attempt while the other still runs, or has answered.</summary>
    /// <param name="attempt">The attempt that failed.</param>
    /// <param name="failure">How it failed.</param>
    /// <param name="left">The other, with which the call goes on.</param>
    /// <param name="isHedge">True where the other is the second.</param>
    public void FailBeside(OngoingAttempt attempt, Failure failure, OngoingAttempt left, bool isHedge)
    {
        var (kind, _, _) = Learn(attempt, ref failure);
        attempt.Target.Beside = false;
        Resume(left, isHedge);
        Trace(ChatTraceLevel.Verbose, (attempt.Candidate.Target, kind, failure.Message), static facts => $"{facts.Target}: {facts.kind}, {facts.Message}; another was asked beside it.");
    }

    /// <summary>Books an attempt that was too late.</summary>
    /// <param name="attempt">The attempt, stopped.</param>
    /// <param name="outcome">What it came to in its last moment; null where nothing.</param>
    /// <param name="isHedge">True where it was the second.</param>
    /// <param name="why">Why nobody waits for it any more.</param>
    public async ValueTask LoseAsync(OngoingAttempt attempt, AttemptOutcome? outcome, bool isHedge, string why)
    {
        var generated = outcome?.Answer?.Generated ?? outcome?.Stream?.SoFar.Generated ?? attempt.SoFar.Generated;
        if (outcome?.Stream is { } stream)
        {
            await stream.DisposeAsync().ConfigureAwait(false);
        }

        if (isHedge)
        {
            // A target that was asked for speed alone is not one that was left behind.
            attempt.Target.Tries--;
            attempt.Target.Beside = false;
        }
        else
        {
            // That it took this long at least is worth knowing: else only the quick answers would make the usual time.
            Measure(attempt, _services.TimeProvider.GetElapsedTime(attempt.StartedAt));
        }

        Abandon(attempt, generated, why);
    }

    /// <summary>Goes on with one of two attempts.</summary>
    public void Resume(OngoingAttempt attempt, bool isHedge)
    {
        (_attempt, Current, HedgeWon) = (attempt, attempt.Target, isHedge);
        Current.Beside = false;
    }

    /// <summary>What the slow attempt may cost counts though it is not settled yet.</summary>
    private LedgerEntry HedgeEntryOf(TargetProgress target, OngoingAttempt slow)
    {
        var first = EntryOf(slow.Target, AttemptRole.Normal);
        var reserved = slow.Ticket is { IsBooked: true } booked ? UsdAmount.FromUnits(booked.Reserved) : first.EstimateOf(OutputHistory.Without(first)) ?? 0;
        return EntryOf(target, AttemptRole.Hedge) with { Number = first.Number + 1, CallLimitLeft = first.CallLimitLeft - reserved };
    }

    private bool HasRoom(TargetProgress target, out LimitPermit? permit)
    {
        permit = null;
        if (!IsLimited(target))
        {
            return true;
        }

        permit = Limits.Take(DemandOf(target) with { LongestWait = TimeSpan.Zero }).Permit;
        return permit is not null;
    }

    private void Measure(OngoingAttempt attempt, TimeSpan latency)
    {
        if (Progress.Limits.Hedge is { Time: null })
        {
            _services.Latencies.Add(LatencyName(attempt.Target), latency);
        }
    }

    private string LatencyName(TargetProgress target) => target.Candidate.Target + (Streamed ? " first text" : " whole answer");
}
