using System;

namespace HolySheep.Csv.Lanes.Deadlines;

/// <summary>How fast live calls answer rows. Pure.</summary>
/// <param name="Latency">The time of one call.</param>
/// <param name="AtOnce">The number of calls at once.</param>
/// <param name="PerMinute">The calls that the provider takes in a minute; null if no limit is configured.</param>
internal sealed record LivePace(TimeSpan Latency, int AtOnce, int? PerMinute)
{
    // Far more than any deadline, and no more than a time can hold.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(3650);

    /// <summary>The time that live calls need for a number of rows.</summary>
    public TimeSpan TimeFor(int rows)
    {
        var byLatency = Latency.TotalSeconds * Math.Ceiling((double)rows / AtOnce);
        var byLimit = PerMinute is { } limit ? rows * 60d / limit : 0d;
        return Bounded(Math.Max(byLatency, byLimit));
    }

    /// <summary>A time of so many seconds, or the longest that is told apart.</summary>
    public static TimeSpan Bounded(double seconds) => TimeSpan.FromSeconds(Math.Min(seconds, Longest.TotalSeconds));
}
