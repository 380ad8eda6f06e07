using System;
using System.Threading.Tasks;
using HolySheep.Calls.Booking;
using HolySheep.Chat;
using HolySheep.Failures;
using HolySheep.Planning;
using HolySheep.Providers;
using HolySheep.Providers.Exchange;
using HolySheep.Providers.Masking;
using HolySheep.Spend.Pricing;

namespace HolySheep.Calls.Recording;

/// <summary>Records when attempts begin and how they end, has them settled, and passes on what they teach.</summary>
internal sealed class AttemptRecorder(CallServices services, AttemptBooking booking, AttemptLessons lessons)
{
    /// <summary>Begins the attempt that the call has reserved for.</summary>
    public OngoingAttempt Begin(CallState call)
    {
        var wait = call.NextWait + call.RoomWait;
        call.NextWait = TimeSpan.Zero;
        if (services.RetirementNotices.Tell(call.Target.Candidate, call.Now) is { } retirement)
        {
            call.Warnings.Add(retirement);
        }

        call.Attempt = Begin(call, call.Target, wait, isHedge: false);
        return call.Attempt;
    }

    /// <summary>Begins an attempt that the call has reserved for, at a target that is asked because another is slow.</summary>
    public OngoingAttempt BeginHedge(CallState call, TargetProgress target) => Begin(call, target, TimeSpan.Zero, isHedge: true);

    /// <summary>Records the answer of the attempt under way.</summary>
    public async ValueTask SucceedAsync(CallState call, ProviderAnswer answer)
    {
        var attempt = call.TakeAttempt();
        call.HedgeWon = attempt.IsHedge;
        var usage = call.UsageOf(answer);
        var recorded = await RecordAsync(call, attempt, new AttemptEnd(OutcomeKind.Answered, usage) { Status = answer.Status, RequestId = answer.RequestId, Answer = answer }).ConfigureAwait(false);
        await lessons.AnsweredAsync(call, attempt, usage, answer.FirstTextAt).ConfigureAwait(false);
        if (services.StateWarning() is { } warning)
        {
            call.Warnings.Add(warning);
        }

        if (PriceNotice(attempt.Candidate, recorded) is { } notice)
        {
            call.Warnings.Add(notice);
        }
    }

    /// <summary>Records the failure of an attempt, without secrets.</summary>
    public async ValueTask<FailedAttempt> FailAsync(CallState call, OngoingAttempt attempt, Failure failure)
    {
        failure = (failure with { Message = failure.Message.TrimEnd('.') }).Masked(services.Mask);
        var failed = new FailedAttempt(attempt.Candidate, failure.Kind, failure, call.Now, services.Randomness());
        call.Failures.Add(failed);
        await RecordAsync(call, attempt, new AttemptEnd(failed.Kind, UsageOf(call, attempt, failure)) { Status = failure.Status, RequestId = failure.RequestId, Message = failure.Message }).ConfigureAwait(false);
        await lessons.FailedAsync(call, attempt, failed).ConfigureAwait(false);
        return failed;
    }

    /// <summary>Records an attempt that was stopped, with an estimate of its cost: nothing if its request had not left.</summary>
    /// <param name="call">The call.</param>
    /// <param name="attempt">The attempt.</param>
    /// <param name="generated">What the model wrote before; null if nothing came.</param>
    /// <param name="why">Why it was stopped.</param>
    public async ValueTask AbandonAsync(CallState call, OngoingAttempt attempt, string? generated, string why)
    {
        var usage = attempt.SoFar.Unsent is null ? CacheWrites.Expect(OfLeft(call, attempt, generated), call.Request, attempt.Candidate) : null;
        await lessons.AbandonedAsync(call, attempt).ConfigureAwait(false);
        await RecordAsync(call, attempt, new AttemptEnd(OutcomeKind.Cancelled, usage) { Message = why }).ConfigureAwait(false);
    }

    private OngoingAttempt Begin(CallState call, TargetProgress target, TimeSpan wait, bool isHedge)
    {
        services.Trace.Attempt(call, call.Progress.Attempts + 1, target.Candidate.Target);
        if (!call.Progress.HasTried(target.Candidate.ChainIndex))
        {
            services.TakeTurnOfModel(target.Candidate);
        }

        call.Progress.Begin(target);
        services.InFlight.Begin(target.Candidate.Target);
        var attempt = new OngoingAttempt(target, call.KeyOf(target))
        {
            IsHedge = isHedge,
            Permit = call.Permit,
            Ticket = call.Ticket,
            Wait = wait,
            StartedAt = services.TimeProvider.GetTimestamp(),
            BegunAt = call.Now,
        };
        (call.Permit, call.RoomWait, call.Ticket) = (null, TimeSpan.Zero, null);
        return attempt;
    }

    private async ValueTask<ChatAttempt> RecordAsync(CallState call, OngoingAttempt attempt, AttemptEnd end)
    {
        services.InFlight.End(attempt.Candidate.Target);
        await booking.SettleRoomAsync(attempt, end.Usage).ConfigureAwait(false);
        var recorded = AttemptRecord.Of(services, attempt.Candidate, end, services.TimeProvider.GetElapsedTime(attempt.StartedAt), attempt.Wait);
        call.Attempts.Add(recorded);
        CallReport.Add(call, attempt, recorded, end, services);
        booking.Settle(call, attempt, recorded, end);
        return recorded;
    }

    /// <summary>What the caller is told of the price of an answer; null if nothing.</summary>
    private string? PriceNotice(RouteCandidate candidate, ChatAttempt answered) => answered switch
    {
        { CostReason: { } reason, CountedCost: { } counted } => $"The cost of this call is not known: {reason}. Budgets count {UsdText.Exact(counted)} USD for its tokens.",
        { Cost: null } => services.PriceNotices.TellUnknown(candidate.Target, candidate.ChainModel),
        { StatedCost: { } stated, Cost: { } cost } => services.PriceNotices.TellDifference(candidate.Target, candidate.ChainModel, cost, stated),
        _ => null,
    };

    /// <summary>The usage of an attempt that was not waited for. A plain answer is written unseen, and is billed to its end all the same: it counts as long as it was expected.</summary>
    private static ChatUsage OfLeft(CallState call, OngoingAttempt attempt, string? generated)
    {
        var usage = call.Estimate(generated);
        return call.Streamed ? usage : usage with { CompletionTokens = Math.Max(usage.CompletionTokens, attempt.Ticket?.ExpectedOutput ?? 0) };
    }

    /// <summary>A refused request costs nothing; an answer that may have begun costs what the provider counted, otherwise an estimate.</summary>
    private static ChatUsage? UsageOf(CallState call, OngoingAttempt attempt, Failure failure)
    {
        var begun = !failure.IsUnsent
            && (failure.Status == 200 || failure.Signal is FailureSignal.AttemptTimedOut or FailureSignal.NoFirstToken or FailureSignal.Stalled or FailureSignal.ConnectionReset);
        if (!begun)
        {
            return null;
        }

        // Some wires count before the answer: a count of less than half of what was written is not that of the answer.
        var isLeft = failure is { Usage: null, Signal: FailureSignal.AttemptTimedOut or FailureSignal.NoFirstToken or FailureSignal.Stalled };
        var counted = isLeft ? OfLeft(call, attempt, failure.Generated) : call.UsageOf(failure.Usage, failure.Generated);
        counted = failure.Usage is null ? CacheWrites.Expect(counted, call.Request, attempt.Candidate) : counted;
        var written = failure.Generated is null ? 0 : call.Estimate(failure.Generated).CompletionTokens;
        return counted.CompletionTokens >= written / 2 ? counted : counted with { CompletionTokens = written, Estimated = true };
    }
}
