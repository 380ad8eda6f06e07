using System;
using HolySheep.Configuration.Options;

namespace HolySheep.Spend.Budgets;

/// <summary>How much of a budget is spent.</summary>
public sealed record BudgetStatus
{
    /// <summary>The budget.</summary>
    public required BudgetOptions Budget { get; init; }

    /// <summary>What is spent and reserved in the current period, in USD.</summary>
    public required decimal Spent { get; init; }

    /// <summary>What processes hold in leases beside that, in USD: they may spend it, or have spent it and not yet entered it.</summary>
    public decimal Leased { get; init; }

    /// <summary>What is left in USD, never below 0.</summary>
    public decimal Left => Math.Max(0, Budget.Limit - Spent - Leased);

    /// <summary>When the current period began.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>When it ends; for a rolling period, now.</summary>
    public required DateTimeOffset To { get; init; }
}
