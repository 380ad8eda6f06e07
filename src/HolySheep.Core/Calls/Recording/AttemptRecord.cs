using System;
using HolySheep.Chat;
using HolySheep.Planning;
using HolySheep.Spend.Ledger;

namespace HolySheep.Calls.Recording;

/// <summary>What callers and the ledger are told of an attempt that ended.</summary>
internal static class AttemptRecord
{
    /// <summary>The attempt with its cost, for the caller.</summary>
    /// <param name="services">What calls share.</param>
    /// <param name="candidate">The target.</param>
    /// <param name="end">How it ended.</param>
    /// <param name="duration">How long it took.</param>
    /// <param name="wait">How long it waited before it began.</param>
    public static ChatAttempt Of(CallServices services, RouteCandidate candidate, in AttemptEnd end, TimeSpan duration, TimeSpan wait = default)
    {
        var cost = end.Usage is null ? 0m : services.CostOf(candidate, end.Usage, end.Answer?.ModelReported);
        var counted = cost ?? services.CostOf(candidate, end.Usage! with { OtherCharge = null, IsFlex = false }, end.Answer?.ModelReported);
        return new ChatAttempt
        {
            Target = candidate.Target,
            Kind = end.Kind,
            Status = end.Status,
            Duration = duration,
            Wait = wait,
            RequestId = end.RequestId,
            Cost = cost,
            CountedCost = counted,
            CostReason = cost is null && counted is not null ? $"{candidate.Target} also bills {end.Usage!.OtherCharge ?? "a flexible tier"}, whose price is not known" : null,
            StatedCost = end.Usage?.StatedCost,
            Message = end.Message,
        };
    }

    /// <summary>The settlement of the attempt, for the ledger.</summary>
    /// <param name="services">What calls share.</param>
    /// <param name="recorded">The attempt.</param>
    /// <param name="end">How it ended.</param>
    /// <param name="at">When it ended.</param>
    /// <param name="firstToken">How long its first token took; null if none came, or if that is unknown.</param>
    public static LedgerSettlement SettlementOf(CallServices services, ChatAttempt recorded, in AttemptEnd end, DateTimeOffset at, TimeSpan? firstToken = null) => new()
    {
        Outcome = recorded.Kind,
        At = at,
        Usage = end.Usage,
        Cost = recorded.Cost,
        CountedCost = recorded.Cost is null ? recorded.CountedCost : null,
        StatedCost = recorded.StatedCost,
        Status = recorded.Status,
        RequestId = recorded.RequestId,
        Message = recorded.Message,
        Duration = recorded.Duration,
        FirstToken = firstToken,
        Answer = services.KeepTexts ? end.Answer?.Content : null,
    };
}
