using System;
using System.Threading;

namespace HolySheep.Limits;

/// <summary>The decision of the limits about a call.</summary>
/// <param name="Granted">True if room was reserved for it.</param>
/// <param name="Wait">If granted, the wait before it may be sent. Otherwise the wait before the next try; <see cref="Timeout.InfiniteTimeSpan"/> if another call must end first.</param>
internal readonly record struct LimitAnswer(bool Granted, TimeSpan Wait)
{
    public static LimitAnswer AtOnce { get; } = new(true, TimeSpan.Zero);

    /// <summary>Every place is taken.</summary>
    public static LimitAnswer Full { get; } = new(false, Timeout.InfiniteTimeSpan);

    /// <summary>True if only the end of another call frees a place.</summary>
    public bool IsFull => !Granted && Wait == Timeout.InfiniteTimeSpan;

    public static LimitAnswer In(TimeSpan wait) => new(true, wait);

    public static LimitAnswer NotBefore(TimeSpan wait) => new(false, wait);
}
