using System;
using HolySheep.Configuration.Names;
using HolySheep.Configuration.Options;

namespace HolySheep.Spend.Budgets;

/// <summary>A budget, ready to be held against attempts.</summary>
internal sealed class CountedBudget(BudgetOptions options, ModelNames? names)
{
    public BudgetOptions Options { get; } = options;

    /// <summary>Which attempts count for it.</summary>
    public BudgetScopeMatch Scope { get; } = new(options.Scope, names);

    /// <summary>What its alerts belong to: another limit, period or scope is another setting, though the name stays.</summary>
    public string Setting { get; } = FormattableString.Invariant($"{options.Name}\n{options.Scope}\n{options.Period}\n{options.Period.TimeZone?.Id}\n{options.Limit / 1.000000000000000000000000000m}");
}
