using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Spend.Budgets;
using HolySheep.Spend.Pricing;
using Xunit;

namespace HolySheep.Spend.Usage.Anomalies;

/// <summary>The months of a team: 45 million tokens in the first, by day at a third on weekends, most of it in the hours of work, with noise.</summary>
public sealed class AnomalyFinderTests
{
    private const int Weeks = 9;
    private const double TokensADay = 1_950_000;

    // USD for a token.
    private const double Price = 93.33 / 1_000_000;
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
    private static readonly DateTime First = new(2026, 4, 6);
    private static readonly DateTime Raised = First.AddDays(7 * Weeks);

    [Theory]
    [InlineData(1), InlineData(2), InlineData(3), InlineData(4), InlineData(5)]
    public void A_month_that_grows_by_340_percent_is_named_on_its_first_day_with_what_grew(int seed)
    {
        var anomalies = Find(new Replay(seed) { Growth = 4.4 }, Raised, days: 1);

        var day = Assert.Single(anomalies);
        Assert.Equal((new DateTimeOffset(Raised, TimeSpan.FromHours(2)), TimeSpan.FromDays(1)), (day.Start, day.Length));
        Assert.InRange((double)(day.Cost / day.Usual), 3, 6);
        Assert.InRange(day.CallsFactor!.Value, 3, 6);
        Assert.InRange(day.TokensPerCallFactor!.Value, 0.8, 1.25);
        Assert.Equal([(UsageGroup.Model, "gpt-4.1"), (UsageGroup.Tag, "team=search"), (UsageGroup.Job, "enrich")], day.Growth.Select(part => (part.Group, part.Name)).Order());
    }

    [Fact]
    public void Longer_calls_are_distinguished_from_more_calls()
    {
        var day = Assert.Single(Find(new Replay(1) { Growth = 4.4, ByLength = true }, Raised, days: 1));

        Assert.InRange(day.CallsFactor!.Value, 0.7, 1.4);
        Assert.True(day.TokensPerCallFactor > 2, $"tokens per call: {day.TokensPerCallFactor}");
    }

    [Theory]
    [InlineData(1), InlineData(2), InlineData(3), InlineData(4), InlineData(5)]
    public void A_quiet_month_names_nothing(int seed) => Assert.Empty(Find(new Replay(seed), Raised, days: 28));

    [Theory]
    [InlineData(1), InlineData(2), InlineData(3)]
    public void Neither_an_idle_weekend_nor_the_week_after_it_is_an_anomaly(int seed) =>
        Assert.Empty(Find(new Replay(seed) { Dead = day => day >= Raised.AddDays(5) && day < Raised.AddDays(7) }, Raised, days: 21));

    [Fact]
    public void An_hour_far_above_its_own_past_is_named_where_its_day_is_not()
    {
        var wild = Raised.AddDays(1).AddHours(10);
        var replay = new Replay(1) { Spike = wild };

        var hour = Assert.Single(Find(replay, Raised, days: 2));

        Assert.Equal((wild, TimeSpan.FromHours(1)), (hour.Start.DateTime, hour.Length));
    }

    [Fact]
    public void A_past_of_less_than_five_days_calls_nothing_an_anomaly() =>
        Assert.Empty(AnomalyFinder.Find(new Replay(1) { Growth = 4.4 }.Cells(Raised.AddDays(-4), Raised.AddDays(1)), Raised, Raised.AddDays(1), Zone));

    [Theory]
    [InlineData(1), InlineData(2), InlineData(3)]
    public void A_daily_job_at_any_hour_is_not_an_anomaly_and_an_hour_of_thirty_times_its_cost_is(int seed)
    {
        var random = new Random(seed);
        var cells = Enumerable.Range(0, 60).Select(day => Steady(First.AddDays(day).AddHours(random.Next(0, 24)), 0.2m)).ToList();
        var (from, to) = (First, First.AddDays(60));
        Assert.Empty(AnomalyFinder.Find(cells, from, to, Zone));

        cells.Add(Steady(First.AddDays(50).AddHours(13), 6m));
        Assert.Equal(First.AddDays(50), Assert.Single(AnomalyFinder.Find(cells, from, to, Zone)).Start.DateTime.Date);
    }

    [Fact]
    public void A_job_of_some_days_is_compared_with_days_on_which_it_ran()
    {
        var cells = Enumerable.Range(0, 60).Where(day => day % 3 != 1).Select(day => Steady(First.AddDays(day).AddHours(7), 0.2m)).ToList();
        Assert.Empty(AnomalyFinder.Find(cells, First, First.AddDays(60), Zone));
    }

    [Fact]
    public void The_first_week_of_all_has_none_whatever_it_costs() =>
        Assert.Empty(AnomalyFinder.Find([.. Enumerable.Range(0, 7).Select(day => Steady(First.AddDays(day).AddHours(9), day == 6 ? 50m : 0.1m))], First, First.AddDays(7), Zone));

    private static UsageCell Steady(DateTime hour, decimal cost) =>
        new(new UsageKey(BucketNumber.Of(new DateTimeOffset(hour, Zone.GetUtcOffset(hour))), "one", "m", "job", "", "web-1"), 1, 1, 1, 0, 0, 1_000, 0, 0, 0, 1_000, 0, UsdAmount.ToUnits(cost)!.Value, 0, 0);

    private static IReadOnlyList<UsageAnomaly> Find(Replay replay, DateTime from, int days) =>
        AnomalyFinder.Find(replay.Cells(First, from.AddDays(days)), from, from.AddDays(days), Zone);

    private sealed class Replay(int seed)
    {
        private readonly Random _random = new(seed);

        /// <summary>By how much one job is multiplied from the first day of the new month, so that all grows by it.</summary>
        public double Growth { get; init; } = 1;

        public bool ByLength { get; init; }

        public Func<DateTime, bool> Dead { get; init; } = static _ => false;

        public DateTime? Spike { get; init; }

        public List<UsageCell> Cells(DateTime from, DateTime to)
        {
            var cells = new List<UsageCell>();
            for (var hour = from; hour < to; hour = hour.AddHours(1))
            {
                if (Dead(hour.Date))
                {
                    continue;
                }

                var tokens = TokensADay * (hour.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 0.33 : 1) * (hour.Hour is >= 8 and < 18 ? 0.085 : 0.0107);
                cells.Add(Cell(hour, "gpt-4.1", "enrich", "team=search", tokens / 2, hour >= Raised ? (2 * Growth) - 1 : hour == Spike ? 5 : 1));
                cells.Add(Cell(hour, "gemini-2.5-flash", "mails", "team=ops", tokens / 2, hour == Spike ? 5 : 1));
            }

            return cells;
        }

        /// <summary>Days vary by some 10 %, hours by some 15 % more.</summary>
        private UsageCell Cell(DateTime hour, string model, string job, string tag, double tokens, double factor)
        {
            var noisy = tokens * (1 + (0.1 * Normal(new Random((seed * 100_000) + (hour.DayOfYear * 100) + job.Length)))) * (1 + (0.15 * Normal(_random)));
            var calls = Math.Max(1, (long)(noisy / 900 * (ByLength ? 1 : factor)));
            var used = (long)(noisy * factor);
            var start = new DateTimeOffset(hour, Zone.GetUtcOffset(hour));
            return new UsageCell(new UsageKey(BucketNumber.Of(start), "one", model, job, tag, "web-1"), calls, calls, calls, 0, 0, used / 2, 0, 0, 0, used - (used / 2), 0, UsdAmount.ToUnits((decimal)(used * Price))!.Value, 0, 0);
        }

        private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
    }
}
