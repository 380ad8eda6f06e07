using System.Collections.Generic;
using HolySheep.Spend.Budgets;
using HolySheep.Spend.Ledger.Leases;
using HolySheep.Spend.Pricing;

namespace HolySheep.Spend.Ledger;

/// <summary>The ledger's decision about an attempt before it is sent.</summary>
internal sealed record LedgerTicket
{
    /// <summary>It is allowed, and nothing is booked.</summary>
    public static LedgerTicket Free { get; } = new();

    /// <summary>The booked attempt; null if nothing was booked.</summary>
    public LedgerEntry? Entry { get; init; }

    /// <summary>The id of the row in the ledger; null if none was written.</summary>
    public long? Row { get; init; }

    /// <summary>The number in the client's log, from which it is imported into the ledger; null if it is not in the log.</summary>
    public long? Logged { get; init; }

    /// <summary>Whether it is booked and must be settled.</summary>
    public bool IsBooked => (Row ?? Logged) is not null;

    /// <summary>The amount that budgets count for it until it is settled, in <see cref="UsdAmount"/>'s units.</summary>
    public long Reserved { get; init; }

    /// <summary>The answer tokens that it is booked with.</summary>
    public long ExpectedOutput { get; init; }

    /// <summary>The leases that the amount is spent from, one for each budget that counts it; empty if it is booked in the ledger itself.</summary>
    public IReadOnlyList<HeldLease> Leases { get; init; } = [];

    /// <summary>The reason why it is refused; null if it is allowed.</summary>
    public BudgetRefusal? Refusal { get; init; }

    /// <summary>The alert about the refusal; null if there is none.</summary>
    public BudgetAlert? Alert { get; init; }

    /// <summary>Warnings for the caller.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
