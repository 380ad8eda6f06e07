using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Time;

namespace HolySheep.Spend.Usage.Anomalies;

/// <summary>Finds days and hours that cost far more than usual, and what grew in them. Pure.</summary>
internal static class AnomalyFinder
{
    private const double LeastScore = 3.5;
    private const decimal LeastFactorOfDays = 1.5m;

    // A month has seven hundred hours: among that many, one that costs half as much again is chance.
    private const decimal LeastFactorOfHours = 3m;

    // A job that runs at a different hour every day makes each hour look unusual: an hour must also stand out among the most expensive hours of the days before.
    private const decimal LeastFactorOfPeaks = 1.5m;
    private const decimal LeastGrowth = 0.05m;
    private const decimal LeastShareOfGrowth = 0.25m;

    /// <param name="cells">The ledger's cells of the range and of the weeks before it.</param>
    /// <param name="from">The first day, at midnight.</param>
    /// <param name="to">The day after the last.</param>
    /// <param name="zone">The time zone of the days.</param>
    public static IReadOnlyList<UsageAnomaly> Find(IReadOnlyList<UsageCell> cells, DateTime from, DateTime to, TimeZoneInfo zone)
    {
        var tagged = UsageFold.ByTag(cells).ToList();
        var days = Find(new SpendSeries(cells, zone, hours: false), new SpendSeries(tagged, zone, hours: false), from, to, zone).ToList();

        // An hour of a day that is already listed adds nothing new.
        var named = new HashSet<DateTime>(days.Select(day => day.Start.Date));
        var hours = Find(new SpendSeries(cells, zone, hours: true), new SpendSeries(tagged, zone, hours: true), from, to, zone).Where(hour => !named.Contains(hour.Start.Date));
        return [.. days.Concat(hours).OrderBy(anomaly => anomaly.Start)];
    }

    private static IEnumerable<UsageAnomaly> Find(SpendSeries series, SpendSeries tagged, DateTime from, DateTime to, TimeZoneInfo zone)
    {
        var isByHour = series.Step != TimeSpan.FromDays(1);
        var leastFactor = isByHour ? LeastFactorOfHours : LeastFactorOfDays;
        foreach (var time in series.Times.Where(time => time >= from && time < to))
        {
            var before = Baseline.TimesBefore(series, time);
            if (before.Count == 0)
            {
                continue;
            }

            var cost = series.CostAt(time);
            var usual = Baseline.Of(before.Select(past => series.CostAt(past)).ToList());
            var score = (double)((cost - usual.Median) / usual.Deviation);
            if (score > LeastScore && cost > leastFactor * usual.Median && cost - usual.Median >= LeastGrowth
                && (!isByHour || cost > LeastFactorOfPeaks * Baseline.UsualPeak(series, time)))
            {
                yield return Describe(series, tagged, time, before, cost, usual.Median, score, zone);
            }
        }
    }

    private static UsageAnomaly Describe(
        SpendSeries series, SpendSeries tagged, DateTime time, IReadOnlyList<DateTime> before, decimal cost, decimal usual, double score, TimeZoneInfo zone)
    {
        var calls = series.At(time).Sum(cell => cell.Calls);
        var usualCalls = Baseline.MedianOf(before.Select(past => (decimal)series.At(past).Sum(cell => cell.Calls)).ToList());
        var perCall = PerCall(series.At(time));
        var usualPerCall = Baseline.MedianOf(before.Select(past => PerCall(series.At(past))).ToList());
        return new UsageAnomaly
        {
            Start = TimeZoneInfo.ConvertTime(LocalTime.First(time, zone), zone),
            Length = series.Step,
            Cost = cost,
            Usual = usual,
            Score = Math.Round(score, 1),
            CallsFactor = Factor(calls, usualCalls),
            TokensPerCallFactor = Factor(perCall, usualPerCall),
            Growth =
            [
                .. Grown(series, time, before, UsageGroup.Model, cell => cell.Key.Model, cost - usual)
                    .Concat(Grown(tagged, time, before, UsageGroup.Tag, cell => cell.Key.Tags, cost - usual))
                    .Concat(Grown(series, time, before, UsageGroup.Job, cell => cell.Key.Job, cost - usual))
                    .OrderByDescending(part => part.Cost - part.Usual),
            ],
        };
    }

    private static IEnumerable<UsageGrowth> Grown(
        SpendSeries series, DateTime time, IReadOnlyList<DateTime> before, UsageGroup group, Func<UsageCell, string> nameOf, decimal growth) =>
        series.At(time).Select(nameOf).Where(name => name.Length > 0).Distinct()
            .Select(name => new UsageGrowth(
                group, name, series.CostAt(time, cell => nameOf(cell) == name), Baseline.MedianOf(before.Select(past => series.CostAt(past, cell => nameOf(cell) == name)).ToList())))
            .Where(part => part.Cost - part.Usual >= LeastShareOfGrowth * growth);

    private static decimal PerCall(IEnumerable<UsageCell> cells)
    {
        var (calls, tokens) = cells.Aggregate((0L, 0L), (sum, cell) => (sum.Item1 + cell.Calls, sum.Item2 + cell.PromptTokens + cell.CompletionTokens));
        return calls == 0 ? 0 : (decimal)tokens / calls;
    }

    private static double? Factor(decimal value, decimal usual) => usual == 0 ? null : Math.Round((double)(value / usual), 2);
}
