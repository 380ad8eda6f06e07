using System.Collections.Generic;
using HolySheep.Configuration.Options;

namespace HolySheep.Spend.Budgets;

/// <summary>An alert of a budget: it has reached a share of its limit, or refuses calls.</summary>
/// <param name="Budget">The budget.</param>
/// <param name="Message">What has happened.</param>
internal sealed record BudgetAlert(BudgetOptions Budget, string Message)
{
    /// <summary>The mark that records it.</summary>
    public IReadOnlyList<AlertMark> Marks { get; init; } = [];

    /// <summary>True if callers have seen it before, and only its post was not delivered.</summary>
    public bool IsRepeated { get; init; }
}
