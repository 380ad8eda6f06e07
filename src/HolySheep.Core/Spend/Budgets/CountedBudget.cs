using System;
using HolySheep.Configuration.Names;
using HolySheep.Configuration.Options;

namespace HolySheep.Spend.Budgets;

/// <summary>A budget with its scope ready for matching.</summary>
/// <param name="options">The budget.</param>
/// <param name="names">The names of the configuration; null uses every name unchanged.</param>
internal sealed class CountedBudget(BudgetOptions options, ModelNames? names)
{
    public BudgetOptions Options { get; } = options;

    /// <summary>Whether this is the same budget, whatever has changed of it in the configuration.</summary>
    public bool IsSameAs(CountedBudget other) => Options.Name == other.Options.Name;

    /// <summary>Matches the attempts that count for the budget.</summary>
    public BudgetScopeMatch Scope { get; } = new(options.Scope, names);

    /// <summary>The setting that its alerts belong to: a changed limit, period or scope is another setting, even if the name stays.</summary>
    public string Setting { get; } = FormattableString.Invariant($"{options.Name}\n{options.Scope}\n{options.Period}\n{options.Period.TimeZone?.Id}\n{options.Limit / 1.000000000000000000000000000m}");
}
