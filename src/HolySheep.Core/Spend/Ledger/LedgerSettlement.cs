using System;
using System.Collections.Generic;
using HolySheep.Chat;
using HolySheep.Spend.Pricing;

namespace HolySheep.Spend.Ledger;

/// <summary>The result of a booked attempt. <see cref="Log.LogSettlement"/> reads its JSON.</summary>
internal sealed record LedgerSettlement
{
    public OutcomeKind Outcome { get; set; }

    public DateTimeOffset At { get; set; }

    /// <summary>The tokens; null if nothing was billed.</summary>
    public ChatUsage? Usage { get; set; }

    /// <summary>The cost in USD; null if the price is unknown.</summary>
    public decimal? Cost { get; set; }

    /// <summary>What budgets count in USD if the cost is unknown: what the tokens cost by the known price; null if that is unknown too, or if the cost is known.</summary>
    public decimal? CountedCost { get; set; }

    /// <summary>The cost in USD that the provider itself states; null if it states none.</summary>
    public decimal? StatedCost { get; set; }

    public int? Status { get; set; }

    public string? RequestId { get; set; }

    public TimeSpan Duration { get; set; }

    public TimeSpan? FirstToken { get; set; }

    /// <summary>What happened, without secrets; null for an answer.</summary>
    public string? Message { get; set; }

    /// <summary>The answer, if the configuration keeps texts.</summary>
    public string? Answer { get; set; }

    /// <summary>The leases that its estimate was spent from; null if there are none.</summary>
    public IReadOnlyList<long>? Leases { get; set; }

    /// <summary>What it gives back to each of them, in <see cref="UsdAmount"/>'s units: the estimate less the cost.</summary>
    public long Freed { get; set; }

    /// <summary>What budgets count, in <see cref="UsdAmount"/>'s units.</summary>
    public long CountedUnits() => UsdAmount.ToUnits(Cost ?? CountedCost) ?? 0;
}
