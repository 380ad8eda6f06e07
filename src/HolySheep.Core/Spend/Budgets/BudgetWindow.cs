using System;
using HolySheep.Configuration.Options;
using HolySheep.Time;

namespace HolySheep.Spend.Budgets;

/// <summary>The time range that a budget counts.</summary>
/// <param name="Start">The beginning; earlier attempts do not count.</param>
/// <param name="End">When the budget starts again; for a rolling period, now.</param>
internal readonly record struct BudgetWindow(DateTimeOffset Start, DateTimeOffset End)
{
    /// <summary>The window of a period at a time.</summary>
    /// <param name="period">The budget's period.</param>
    /// <param name="now">The time.</param>
    /// <param name="local">The machine's time zone, for periods that name none.</param>
    public static BudgetWindow Of(BudgetPeriod period, DateTimeOffset now, TimeZoneInfo local)
    {
        if (period.Kind == BudgetPeriodKind.RollingHours)
        {
            // Whole quarters of an hour, rounded so that slightly too much counts and never too little.
            return new BudgetWindow(BucketNumber.StartOf(BucketNumber.Of(now.AddHours(-period.Hours))), now);
        }

        var zone = period.TimeZone ?? local;
        var today = TimeZoneInfo.ConvertTime(now, zone).Date;
        var first = period.Kind switch
        {
            BudgetPeriodKind.Week => today.AddDays(-(((int)today.DayOfWeek + 6) % 7)),
            BudgetPeriodKind.Month => today.AddDays(1 - today.Day),
            _ => today,
        };
        var next = period.Kind switch
        {
            BudgetPeriodKind.Week => first.AddDays(7),
            BudgetPeriodKind.Month => first.AddMonths(1),
            _ => first.AddDays(1),
        };
        return new BudgetWindow(LocalTime.First(first, zone), LocalTime.First(next, zone));
    }
}
