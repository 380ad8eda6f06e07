using System;

namespace HolySheep.Spend.Budgets;

/// <summary>How long a claimed alert belongs to its process, and when a post that failed is tried again. Pure.</summary>
internal static class AlertTimes
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(15);

    /// <summary>The time that the process that claimed an alert may take to post it; if it dies, the next call after that posts it.</summary>
    public static TimeSpan Lease { get; } = TimeSpan.FromMinutes(1);

    /// <summary>The longest wait before a post is tried again; a stored time further ahead was written before the clock was set back.</summary>
    public static TimeSpan LongestPause { get; } = TimeSpan.FromHours(1);

    /// <summary>The wait after a post that failed: the next call tries again at once after the first passing fault, later the wait grows with each try.</summary>
    /// <param name="tries">The number of tries so far.</param>
    /// <param name="isPassing">True if the same post may be delivered later.</param>
    public static TimeSpan PauseAfter(long tries, bool isPassing)
    {
        if (!isPassing)
        {
            return LongestPause;
        }

        var pause = TimeSpan.FromTicks(FirstPause.Ticks << (int)Math.Min(tries, 10));
        return tries <= 1 ? TimeSpan.Zero : pause < LongestPause ? pause : LongestPause;
    }
}
