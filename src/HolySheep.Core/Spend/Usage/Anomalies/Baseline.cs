using System;
using System.Collections.Generic;
using System.Linq;

namespace HolySheep.Spend.Usage.Anomalies;

/// <summary>The usual value, by the median and the median absolute deviation, which a few extreme days do not change.</summary>
/// <param name="Median">The median.</param>
/// <param name="Deviation">A robust standard deviation, in the same unit.</param>
internal readonly record struct Baseline(decimal Median, decimal Deviation)
{
    private const int Weeks = 8;
    private const int FewestWeeks = 3;
    private const int Days = 28;
    private const int FewestDays = 5;
    private const int FirstDays = 7;

    // For a normal distribution the median absolute deviation is 1 / 1.4826 of a standard deviation.
    private const decimal Consistency = 1.4826m;
    private const decimal LeastShare = 0.1m;
    private const decimal LeastUsd = 0.01m;

    /// <summary>
    /// The times that a time is compared with, among those with calls: the same weekday, and hour, of the last 8 weeks, at least 3; otherwise the same hour of the 28 days before, at least 5;
    /// otherwise all times of these days, on at least 5 days. There are none in the first week.
    /// </summary>
    public static IReadOnlyList<DateTime> TimesBefore(SpendSeries series, DateTime time)
    {
        if (time.Date < series.First.Date.AddDays(FirstDays))
        {
            return [];
        }

        var weeks = Enumerable.Range(1, Weeks).Select(week => time.AddDays(-7 * week)).Where(series.IsActive).ToList();
        if (weeks.Count >= FewestWeeks)
        {
            return weeks;
        }

        var days = Enumerable.Range(1, Days).Select(day => time.AddDays(-day)).Where(series.IsActive).ToList();
        if (days.Count >= FewestDays)
        {
            return days;
        }

        var all = series.ActiveBefore(time, Days).ToList();
        return all.Select(before => before.Date).Distinct().Count() >= FewestDays ? all : [];
    }

    /// <summary>The usual cost of a day's most expensive hour, over the earlier days with calls.</summary>
    public static decimal UsualPeak(SpendSeries series, DateTime time)
    {
        var days = series.ActiveBefore(time, Days).Select(before => before.Date).Distinct().ToList();
        return days.Count == 0 ? 0 : MedianOf(days.Select(series.PeakOf).ToList());
    }

    public static Baseline Of(IReadOnlyList<decimal> values)
    {
        var median = MedianOf(values);
        var spread = Consistency * MedianOf(values.Select(value => Math.Abs(value - median)).ToList());

        // Without any deviation in the past, every cent would be an anomaly.
        return new Baseline(median, Math.Max(spread, Math.Max(median * LeastShare, LeastUsd)));
    }

    public static decimal MedianOf(IReadOnlyList<decimal> values)
    {
        var sorted = values.OrderBy(value => value).ToList();
        var middle = sorted.Count / 2;
        return sorted.Count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
