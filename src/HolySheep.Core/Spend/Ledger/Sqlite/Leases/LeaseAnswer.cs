using System.Collections.Generic;
using HolySheep.Spend.Budgets;
using HolySheep.Spend.Ledger.Leases;
using HolySheep.Spend.Pricing;

namespace HolySheep.Spend.Ledger.Sqlite.Leases;

/// <summary>What the ledger says to a call that needs leases.</summary>
internal sealed record LeaseAnswer
{
    /// <summary>The reason why it is refused; null if it is allowed.</summary>
    public BudgetRefusal? Refusal { get; init; }

    /// <summary>The expected answer tokens.</summary>
    public long ExpectedOutput { get; init; }

    /// <summary>The estimate, in <see cref="UsdAmount"/>'s units.</summary>
    public long Estimate { get; init; }

    /// <summary>What is leased for it; none of budgets that let it through although they have nothing left.</summary>
    public IReadOnlyList<LeaseGiven> Given { get; init; } = [];

    /// <summary>Warnings for the caller.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>The alert about the refusal; null if there is none.</summary>
    public BudgetAlert? Alert { get; init; }

    /// <summary>The alerts that are due after what was entered.</summary>
    public IReadOnlyList<BudgetAlert> Alerts { get; init; } = [];
}
