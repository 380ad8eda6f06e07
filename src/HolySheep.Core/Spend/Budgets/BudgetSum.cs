using HolySheep.Spend.Pricing;

namespace HolySheep.Spend.Budgets;

/// <summary>The amounts that a budget counts in a window, in <see cref="UsdAmount"/>'s units.</summary>
/// <param name="Settled">The cost of finished attempts.</param>
/// <param name="Reserved">The estimated cost of attempts under way.</param>
internal readonly record struct BudgetSum(long Settled, long Reserved)
{
    /// <summary>The sum of both.</summary>
    public long Total => Settled + Reserved;
}
