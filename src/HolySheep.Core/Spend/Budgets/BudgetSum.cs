using HolySheep.Spend.Pricing;

namespace HolySheep.Spend.Budgets;

/// <summary>What counts for a budget in a window, in <see cref="UsdAmount"/>'s units.</summary>
/// <param name="Settled">What attempts cost that are over.</param>
/// <param name="Reserved">What attempts under way may cost.</param>
internal readonly record struct BudgetSum(long Settled, long Reserved)
{
    /// <summary>Both together.</summary>
    public long Total => Settled + Reserved;
}
