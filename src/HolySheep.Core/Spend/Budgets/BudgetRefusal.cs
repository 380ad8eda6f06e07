using HolySheep.Configuration.Options;

namespace HolySheep.Spend.Budgets;

/// <summary>Why an attempt is refused.</summary>
/// <param name="Budget">The budget's name; empty if the call's own limit refuses.</param>
/// <param name="Action">The action of the budget.</param>
/// <param name="Code">The error code if no other target can answer.</param>
/// <param name="Message">Which budget, and what it has left.</param>
/// <param name="Hint">What to do.</param>
internal sealed record BudgetRefusal(string Budget, BudgetAction Action, string Code, string Message, string Hint)
{
    /// <summary>True if only what calls under way have reserved is in the way: once they have ended, the same attempt may be allowed.</summary>
    public bool IsPassing { get; init; }
}
