using System;

namespace HolySheep.Configuration.Options;

/// <summary>The time that a budget's limit holds for.</summary>
public sealed record BudgetPeriod
{
    /// <summary>After what the budget begins anew.</summary>
    public required BudgetPeriodKind Kind { get; init; }

    /// <summary>The hours of a rolling period; 0 for the others.</summary>
    public int Hours { get; init; }

    /// <summary>The zone whose midnight counts; null means the machine's own.</summary>
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
