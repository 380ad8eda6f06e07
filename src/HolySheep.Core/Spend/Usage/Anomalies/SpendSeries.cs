using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Spend.Pricing;

namespace HolySheep.Spend.Usage.Anomalies;

/// <summary>The cost of every day or hour, by its start in local time; a time without calls cost nothing.</summary>
internal sealed class SpendSeries
{
    private readonly ILookup<DateTime, UsageCell> _cells;
    private readonly Dictionary<DateTime, decimal> _costs;
    private readonly HashSet<DateTime> _active;
    private readonly Dictionary<DateTime, decimal> _peaks;

    /// <param name="cells">The ledger's cells.</param>
    /// <param name="zone">The time zone of the days.</param>
    /// <param name="hours">True for hours, false for days.</param>
    public SpendSeries(IEnumerable<UsageCell> cells, TimeZoneInfo zone, bool hours)
    {
        Step = hours ? TimeSpan.FromHours(1) : TimeSpan.FromDays(1);
        var starts = new Dictionary<long, DateTime>();
        _cells = cells.ToLookup(cell => starts.TryGetValue(cell.Key.Bucket, out var start) ? start : starts[cell.Key.Bucket] = StartOf(TimeZoneInfo.ConvertTime(UsageRange.StartOf(cell), zone).DateTime));
        _active = new HashSet<DateTime>(_cells.Where(step => step.Any(cell => cell.Attempts > 0)).Select(step => step.Key));
        _peaks = _active.GroupBy(time => time.Date).ToDictionary(day => day.Key, day => day.Max(time => UsdAmount.FromUnits(_cells[time].Sum(cell => cell.Cost))));
        _costs = _cells.ToDictionary(step => step.Key, step => UsdAmount.FromUnits(step.Sum(cell => cell.Cost)));
        First = _cells.Count == 0 ? DateTime.MaxValue : _cells.Min(step => step.Key);
    }

    public TimeSpan Step { get; }

    /// <summary>The first time with a call; nothing is known before it.</summary>
    public DateTime First { get; }

    public IEnumerable<DateTime> Times => _cells.Select(step => step.Key).OrderBy(time => time);

    /// <summary>Whether there were calls then; idle times do not count for the usual value.</summary>
    public bool IsActive(DateTime time) => _active.Contains(time);

    /// <summary>The active times of the days before a time, latest first.</summary>
    /// <param name="time">The time.</param>
    /// <param name="days">The number of days.</param>
    public IEnumerable<DateTime> ActiveBefore(DateTime time, int days) => _active.Where(before => before < time.Date && before >= time.Date.AddDays(-days)).OrderByDescending(before => before);

    /// <summary>The most expensive step of a day; 0 if there were no calls.</summary>
    public decimal PeakOf(DateTime day) => _peaks.TryGetValue(day.Date, out var peak) ? peak : 0;

    public IEnumerable<UsageCell> At(DateTime time) => _cells[time];

    public decimal CostAt(DateTime time) => _costs.TryGetValue(time, out var cost) ? cost : 0;

    public decimal CostAt(DateTime time, Func<UsageCell, bool> part) => UsdAmount.FromUnits(_cells[time].Where(part).Sum(cell => cell.Cost));

    public DateTime StartOf(DateTime time) => Step == TimeSpan.FromDays(1) ? time.Date : time.Date.AddHours(time.Hour);
}
