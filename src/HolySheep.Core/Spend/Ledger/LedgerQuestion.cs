using System.Collections.Generic;
using HolySheep.Spend.Budgets;
using HolySheep.Spend.Usage;

namespace HolySheep.Spend.Ledger;

/// <summary>What is to be read from a ledger at one moment.</summary>
internal sealed record LedgerQuestion
{
    /// <summary>The ranges whose usage is read.</summary>
    public IReadOnlyList<UsageRange> Ranges { get; init; } = [];

    /// <summary>The budgets whose sums are read, each with its window.</summary>
    public IReadOnlyList<(CountedBudget Budget, BudgetWindow Window)> Budgets { get; init; } = [];
}
