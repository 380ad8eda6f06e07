using HolySheep.Spend.Pricing;

namespace HolySheep.Spend.Budgets;

/// <summary>What processes hold of a budget beside its sum.</summary>
/// <param name="Held">What they may still spend, and what is in logs that are not entered yet, in <see cref="UsdAmount"/>'s units.</param>
/// <param name="Others">The number of other processes that hold some of it.</param>
/// <param name="LowestLimit">The lowest limit that another process has for the budget, in the same units; null if there is none.</param>
internal readonly record struct BudgetLeases(long Held, int Others, long? LowestLimit)
{
    /// <summary>What another process has for the budget and this one has not; null if all agree.</summary>
    public OtherSetting? Disagreeing { get; init; }
}
