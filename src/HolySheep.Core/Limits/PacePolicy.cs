using System;

namespace HolySheep.Limits;

/// <summary>
/// Spreads what is used over time, as the generic cell rate algorithm does: one time, when all that was taken so far is paid off, says everything. Pure.
/// </summary>
internal static class PacePolicy
{
    // Requests that are late on their way arrive together with those behind them. With half a second's worth to be had at once, the server counts
    // no more than a second's worth beyond the rate even where they are half a second late.
    private static readonly TimeSpan Burst = TimeSpan.FromSeconds(0.5);

    // A clock that was set back must not stop anybody for long.
    private static readonly TimeSpan Farthest = TimeSpan.FromHours(24);

    // Clocks are corrected by less than this all the time.
    private static readonly TimeSpan Drift = TimeSpan.FromSeconds(1);

    /// <summary>The pace that counts now: one that is written later than now was written before the clock was set back, and counts as none.</summary>
    public static Pace Believable(Pace pace, DateTimeOffset now) => pace.At > now + Drift ? Pace.None : pace;

    /// <summary>Takes an amount: when it may be used, and when all is paid off then.</summary>
    /// <param name="paidOff">When all that was taken before is paid off; null where nothing was.</param>
    /// <param name="perMinute">The rate.</param>
    /// <param name="amount">How much; more than is to be had at once goes when everything before it is paid off.</param>
    /// <param name="now">The time.</param>
    public static (DateTimeOffset Start, DateTimeOffset PaidOff) Take(DateTimeOffset? paidOff, int perMinute, long amount, DateTimeOffset now)
    {
        var from = paidOff is { } time && time > now && time - now <= Farthest ? time : now;
        var cost = TimeOf(amount, perMinute);
        var start = from + cost - Longest(Burst, TimeOf(1, perMinute), cost);
        return (start > now ? start : now, from + cost);
    }

    /// <summary>Corrects what was taken, by a difference that may be negative.</summary>
    public static DateTimeOffset? Correct(DateTimeOffset? paidOff, int perMinute, long difference) =>
        paidOff is { } time ? time + TimeOf(difference, perMinute) : null;

    private static TimeSpan TimeOf(long amount, int perMinute) => TimeSpan.FromTicks((long)((double)amount * TimeSpan.TicksPerMinute / perMinute));

    private static TimeSpan Longest(TimeSpan one, TimeSpan two, TimeSpan three)
    {
        var longer = one > two ? one : two;
        return longer > three ? longer : three;
    }
}
