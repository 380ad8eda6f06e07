using System.Collections.Generic;
using HolySheep.Spend.Budgets;
using HolySheep.Spend.Pricing;

namespace HolySheep.Spend.Ledger;

/// <summary>The ledger's answer to an attempt that wants to leave.</summary>
internal sealed record LedgerTicket
{
    /// <summary>It may leave, and nothing is booked.</summary>
    public static LedgerTicket Free { get; } = new();

    /// <summary>What was booked; null where nothing was.</summary>
    public LedgerEntry? Entry { get; init; }

    /// <summary>The row in the ledger; null where none was written.</summary>
    public long? Row { get; init; }

    /// <summary>The number in the client's log, from where it comes into the ledger; null where it is not there.</summary>
    public long? Logged { get; init; }

    /// <summary>Whether it is booked, and to be settled.</summary>
    public bool IsBooked => (Row ?? Logged) is not null;

    /// <summary>What budgets count for it until it is settled, in <see cref="UsdAmount"/>'s units.</summary>
    public long Reserved { get; init; }

    /// <summary>Why it may not leave; null where it may.</summary>
    public BudgetRefusal? Refusal { get; init; }

    /// <summary>What is to be posted of the refusal; null if nothing is.</summary>
    public BudgetAlert? Alert { get; init; }

    /// <summary>What the caller should know.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
