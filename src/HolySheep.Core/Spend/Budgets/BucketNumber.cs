using System;

namespace HolySheep.Spend.Budgets;

/// <summary>Numbers the quarters of an hour since 1970, for which sums are kept: midnight in every time zone is the beginning of one.</summary>
internal static class BucketNumber
{
    private const long Seconds = 15 * 60;

    public static long Of(DateTimeOffset time) => time.ToUnixTimeSeconds() / Seconds;

    public static DateTimeOffset StartOf(long number) => DateTimeOffset.FromUnixTimeSeconds(number * Seconds);
}
