using System;
using HolySheep.Configuration.Names;
using HolySheep.Configuration.Options;

namespace HolySheep.Spend.Budgets;

/// <summary>A budget with its scope ready for matching.</summary>
/// <param name="options">The budget, as the client was made with it.</param>
/// <param name="names">The names of the configuration; null uses every name unchanged.</param>
/// <param name="limits">The limits after changes of the configuration; null if none are followed.</param>
internal sealed class CountedBudget(BudgetOptions options, ModelNames? names, BudgetLimits? limits = null)
{
    public BudgetOptions Options { get; } = options;

    /// <summary>The limit in USD that is in force.</summary>
    public decimal Limit => limits?.Of(Options.Name) ?? Options.Limit;

    /// <summary>The budget with another limit.</summary>
    public BudgetOptions With(decimal limit) => limit == Options.Limit ? Options : Options with { Limit = limit };

    /// <summary>Matches the attempts that count for the budget.</summary>
    public BudgetScopeMatch Scope { get; } = new(options.Scope, names);

    /// <summary>The setting that its alerts belong to: a changed limit, period or scope is another setting, even if the name stays.</summary>
    public string Setting { get; } = FormattableString.Invariant($"{options.Name}\n{options.Scope}\n{options.Period}\n{options.Period.TimeZone?.Id}\n{options.Limit / 1.000000000000000000000000000m}");
}
