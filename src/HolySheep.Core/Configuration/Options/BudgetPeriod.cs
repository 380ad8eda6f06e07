using System;

namespace HolySheep.Configuration.Options;

/// <summary>The period of a budget.</summary>
public sealed record BudgetPeriod
{
    /// <summary>When the budget starts again.</summary>
    public required BudgetPeriodKind Kind { get; init; }

    /// <summary>The hours of a rolling period; 0 for other periods.</summary>
    public int Hours { get; init; }

    /// <summary>The time zone whose midnight counts; null means the machine's.</summary>
    public TimeZoneInfo? TimeZone { get; init; }

    /// <summary>The period as the configuration spells it, for example <c>day</c> or <c>24h</c>.</summary>
    public override string ToString() => Kind switch
    {
        BudgetPeriodKind.Day => "day",
        BudgetPeriodKind.Week => "week",
        BudgetPeriodKind.Month => "month",
        _ => FormattableString.Invariant($"{Hours}h"),
    };
}
