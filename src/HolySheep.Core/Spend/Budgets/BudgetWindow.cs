using System;
using HolySheep.Configuration;

namespace HolySheep.Spend.Budgets;

/// <summary>The time that a budget counts now.</summary>
/// <param name="Start">What begins earlier does not count.</param>
/// <param name="End">When the budget begins anew; for a rolling period, now.</param>
internal readonly record struct BudgetWindow(DateTimeOffset Start, DateTimeOffset End)
{
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(15);

    /// <summary>The window of a period at a time.</summary>
    /// <param name="period">The budget's period.</param>
    /// <param name="now">The time.</param>
    /// <param name="local">The machine's zone, for periods that name none.</param>
    public static BudgetWindow Of(BudgetPeriod period, DateTimeOffset now, TimeZoneInfo local)
    {
        if (period.Kind == BudgetPeriodKind.RollingHours)
        {
            // Whole quarters of an hour: rather a little more than a little less.
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
        return new BudgetWindow(Midnight(first, zone), Midnight(next, zone));
    }

    /// <summary>The first moment of a day: where summer time leaves midnight out, the day begins when it comes in; where midnight comes twice, with the first.</summary>
    private static DateTimeOffset Midnight(DateTime day, TimeZoneInfo zone)
    {
        var time = day;
        while (zone.IsInvalidTime(time))
        {
            time += Step;
        }

        var offset = zone.GetUtcOffset(time);
        foreach (var other in zone.IsAmbiguousTime(time) ? zone.GetAmbiguousTimeOffsets(time) : [])
        {
            offset = other > offset ? other : offset;
        }

        return new DateTimeOffset(time, offset).ToUniversalTime();
    }
}
