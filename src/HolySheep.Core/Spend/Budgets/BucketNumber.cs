using System;

namespace HolySheep.Spend.Budgets;

/// <summary>Sums are kept for quarters of an hour, numbered from 1970: every zone's midnight is the beginning of one.</summary>
internal static class BucketNumber
{
    private const long Seconds = 15 * 60;

    public static long Of(DateTimeOffset time) => time.ToUnixTimeSeconds() / Seconds;

    public static DateTimeOffset StartOf(long number) => DateTimeOffset.FromUnixTimeSeconds(number * Seconds);
}
