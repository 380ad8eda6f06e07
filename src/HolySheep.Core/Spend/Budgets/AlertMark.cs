namespace HolySheep.Spend.Budgets;

/// <summary>What an alert is remembered by.</summary>
/// <param name="Setting">The setting of its budget, as <see cref="CountedBudget.Setting"/> says.</param>
/// <param name="Period">The beginning of the period in seconds since 1970; 0 for a rolling period, which has none.</param>
/// <param name="Name">The share that was reached, or <c>refused</c>.</param>
internal readonly record struct AlertMark(string Setting, long Period, string Name);
