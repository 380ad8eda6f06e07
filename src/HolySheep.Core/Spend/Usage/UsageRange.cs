using System;
using HolySheep.Catalog;
using HolySheep.Spend.Budgets;

namespace HolySheep.Spend.Usage;

/// <summary>A time range whose usage is read, in cells of an hour, or of a quarter of an hour if the time zone's midnight requires it.</summary>
/// <param name="From">The start.</param>
/// <param name="To">The exclusive end.</param>
/// <param name="BucketsPerCell">The number of quarters of an hour in a cell.</param>
/// <param name="CompareTo">The price that costs are compared with; null means none.</param>
internal readonly record struct UsageRange(DateTimeOffset From, DateTimeOffset To, int BucketsPerCell, ModelPrice? CompareTo)
{
    private const int QuartersOfAnHour = 4;

    /// <summary>The range whose cells separate the days and hours of a time zone.</summary>
    public static UsageRange Of(DateTimeOffset from, DateTimeOffset to, TimeZoneInfo zone, ModelPrice? compareTo = null) =>
        new(from, to, zone.BaseUtcOffset.Minutes == 0 && zone.GetUtcOffset(from).Minutes == 0 && zone.GetUtcOffset(to).Minutes == 0 ? QuartersOfAnHour : 1, compareTo);

    /// <summary>The cell of a bucket.</summary>
    public long CellOf(long bucket) => bucket / BucketsPerCell * BucketsPerCell;

    /// <summary>The start of a cell.</summary>
    public static DateTimeOffset StartOf(UsageCell cell) => BucketNumber.StartOf(cell.Key.Bucket);
}
