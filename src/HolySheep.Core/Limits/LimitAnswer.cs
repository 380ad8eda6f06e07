using System;
using System.Threading;

namespace HolySheep.Limits;

/// <summary>What the limits say to a call.</summary>
/// <param name="Granted">True where room was reserved for it.</param>
/// <param name="Wait">Granted: the wait before it may be sent. Else: when to ask again; <see cref="Timeout.InfiniteTimeSpan"/> where another call must end first.</param>
internal readonly record struct LimitAnswer(bool Granted, TimeSpan Wait)
{
    public static LimitAnswer AtOnce { get; } = new(true, TimeSpan.Zero);

    /// <summary>Every place is taken.</summary>
    public static LimitAnswer Full { get; } = new(false, Timeout.InfiniteTimeSpan);

    /// <summary>True where only the end of another call makes room.</summary>
    public bool IsFull => !Granted && Wait == Timeout.InfiniteTimeSpan;

    public static LimitAnswer In(TimeSpan wait) => new(true, wait);

    public static LimitAnswer NotBefore(TimeSpan wait) => new(false, wait);
}
