using System;
using HolySheep.Chat;

namespace HolySheep.Spend.Ledger;

/// <summary>What became of a booked attempt. Settable for the sake of <see cref="Log.LogLine"/>, as <see cref="AttemptStart"/> is.</summary>
internal sealed record LedgerSettlement
{
    public OutcomeKind Outcome { get; set; }

    public DateTimeOffset At { get; set; }

    /// <summary>The tokens; null where nothing was billed.</summary>
    public ChatUsage? Usage { get; set; }

    /// <summary>What it cost in USD; null where the price is unknown.</summary>
    public decimal? Cost { get; set; }

    /// <summary>What the provider itself says that it cost, in USD; null if it says nothing.</summary>
    public decimal? StatedCost { get; set; }

    public int? Status { get; set; }

    public string? RequestId { get; set; }

    public TimeSpan Duration { get; set; }

    public TimeSpan? FirstToken { get; set; }

    /// <summary>The answer, where the configuration asks for it to be kept.</summary>
    public string? Answer { get; set; }
}
