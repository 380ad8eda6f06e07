using HolySheep.Configuration;

namespace HolySheep.Spend.Budgets;

/// <summary>A budget that has reached a share of its limit.</summary>
internal sealed record BudgetAlert(BudgetOptions Budget, string Message);
