using HolySheep.Spend.Pricing;

namespace HolySheep.Spend.Budgets;

/// <summary>What a budget counts at the moment of a decision.</summary>
/// <param name="Budget">The budget.</param>
/// <param name="Window">The time range that it counts.</param>
/// <param name="Sum">What it has spent and reserved in that range.</param>
/// <param name="OfShadows">What shadows under way have reserved and not spent, in <see cref="UsdAmount"/>'s units; 0 unless <see cref="BudgetGate.NeedsShadows"/>.</param>
internal sealed record BudgetBalance(CountedBudget Budget, BudgetWindow Window, BudgetSum Sum, long OfShadows = 0)
{
    /// <summary>What processes hold of it.</summary>
    public BudgetLeases Leases { get; init; }

    /// <summary>What is spent, reserved and leased, in <see cref="UsdAmount"/>'s units.</summary>
    public long Committed => Sum.Total + Leases.Held;

    /// <summary>The limit in USD: the lowest one if other processes have another.</summary>
    public decimal Limit => Budget.Options.Limit is var own && Leases.LowestLimit is { } lowest && lowest < UsdAmount.ToLargeUnits(own) ? UsdAmount.FromUnits(lowest) : own;

    /// <summary>What is left beside all that, in the same units.</summary>
    public long Left => UsdAmount.ToLargeUnits(Limit) - Committed;
}
