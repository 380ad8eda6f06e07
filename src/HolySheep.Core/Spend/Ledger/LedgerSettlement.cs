using System;
using HolySheep.Chat;

namespace HolySheep.Spend.Ledger;

/// <summary>What became of a booked attempt.</summary>
internal sealed record LedgerSettlement
{
    public required OutcomeKind Outcome { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The tokens; null where nothing was billed.</summary>
    public ChatUsage? Usage { get; init; }

    /// <summary>What it cost in USD; null where the price is unknown.</summary>
    public decimal? Cost { get; init; }

    public int? Status { get; init; }

    public string? RequestId { get; init; }

    public TimeSpan Duration { get; init; }

    public TimeSpan? FirstToken { get; init; }

    /// <summary>The answer, where the configuration asks for it to be kept.</summary>
    public string? Answer { get; init; }
}
