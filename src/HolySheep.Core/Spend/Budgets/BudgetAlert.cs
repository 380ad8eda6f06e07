using System.Collections.Generic;
using HolySheep.Configuration.Options;

namespace HolySheep.Spend.Budgets;

/// <summary>What is to be told of a budget: it has reached a share of its limit, or refuses calls.</summary>
/// <param name="Budget">The budget.</param>
/// <param name="Message">What has happened.</param>
internal sealed record BudgetAlert(BudgetOptions Budget, string Message)
{
    /// <summary>What it is remembered by.</summary>
    public IReadOnlyList<AlertMark> Marks { get; init; } = [];

    /// <summary>True if callers were told of it before, and only its post has not arrived.</summary>
    public bool IsRepeated { get; init; }
}
