namespace HolySheep.Spend.Budgets;

/// <summary>Identifies an alert that was given.</summary>
/// <param name="Setting">The setting of its budget, from <see cref="CountedBudget.Setting"/>.</param>
/// <param name="Period">The beginning of the period in seconds since 1970; 0 for a rolling period, which has no beginning.</param>
/// <param name="Name">The share that was reached, or <c>refused</c>.</param>
internal readonly record struct AlertMark(string Setting, long Period, string Name);
