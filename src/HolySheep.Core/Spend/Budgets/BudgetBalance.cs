using HolySheep.Spend.Pricing;

namespace HolySheep.Spend.Budgets;

/// <summary>What a budget counts at the moment of a decision.</summary>
/// <param name="Budget">The budget.</param>
/// <param name="Window">The time range that it counts.</param>
/// <param name="Sum">What it has spent and reserved in that range.</param>
/// <param name="OfShadows">What shadows under way have reserved and not spent, in <see cref="UsdAmount"/>'s units; 0 unless <see cref="BudgetGate.NeedsShadows"/>.</param>
internal readonly record struct BudgetBalance(CountedBudget Budget, BudgetWindow Window, BudgetSum Sum, long OfShadows = 0);
