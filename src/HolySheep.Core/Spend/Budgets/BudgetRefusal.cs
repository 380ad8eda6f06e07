using HolySheep.Configuration.Options;

namespace HolySheep.Spend.Budgets;

/// <summary>Why an attempt may not leave.</summary>
/// <param name="Budget">The budget's name; empty where the call's own limit refuses.</param>
/// <param name="Action">What the budget asks for instead.</param>
/// <param name="Code">The error's code, where nobody else can answer.</param>
/// <param name="Message">Which budget, and what it has left.</param>
/// <param name="Hint">What to do.</param>
internal sealed record BudgetRefusal(string Budget, BudgetAction Action, string Code, string Message, string Hint);
