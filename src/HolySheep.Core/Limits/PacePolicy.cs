using System;

namespace HolySheep.Limits;

/// <summary>
/// Spreads use over time with the generic cell rate algorithm: its whole state is the time when everything taken so far is paid off. Pure.
/// </summary>
internal static class PacePolicy
{
    // Delayed requests arrive together with later ones. With half a second's worth available at once, the server counts
    // at most a second's worth above the rate, even if requests are delayed by half a second.
    private static readonly TimeSpan Burst = TimeSpan.FromSeconds(0.5);

    // A clock that was set back must not stop calls for long.
    private static readonly TimeSpan Farthest = TimeSpan.FromHours(24);

    // Clocks are routinely corrected by less than this.
    private static readonly TimeSpan Drift = TimeSpan.FromSeconds(1);

    /// <summary>The current pace; one that was written later than now, before the clock was set back, is dropped.</summary>
    public static Pace Believable(Pace pace, DateTimeOffset now) => pace.At > now + Drift ? Pace.None : pace;

    /// <summary>Takes an amount: calculates when it may be used, and when everything is then paid off.</summary>
    /// <param name="paidOff">When everything before is paid off; null if there was nothing.</param>
    /// <param name="perMinute">The rate.</param>
    /// <param name="amount">The amount; more than is available at once is sent when everything before it is paid off.</param>
    /// <param name="now">The time.</param>
    public static (DateTimeOffset Start, DateTimeOffset PaidOff) Take(DateTimeOffset? paidOff, int perMinute, long amount, DateTimeOffset now)
    {
        var from = paidOff is { } time && time > now && time - now <= Farthest ? time : now;
        var cost = TimeOf(amount, perMinute);
        var start = from + cost - Longest(Burst, TimeOf(1, perMinute), cost);
        return (start > now ? start : now, from + cost);
    }

    /// <summary>Corrects an amount by a difference, which may be negative.</summary>
    public static DateTimeOffset? Correct(DateTimeOffset? paidOff, int perMinute, long difference) =>
        paidOff is { } time ? time + TimeOf(difference, perMinute) : null;

    private static TimeSpan TimeOf(long amount, int perMinute) => TimeSpan.FromTicks((long)((double)amount * TimeSpan.TicksPerMinute / perMinute));

    private static TimeSpan Longest(TimeSpan one, TimeSpan two, TimeSpan three)
    {
        var longer = one > two ? one : two;
        return longer > three ? longer : three;
    }
}
