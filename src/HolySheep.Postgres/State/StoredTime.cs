using System;
using HolySheep.Postgres.Connections;

namespace HolySheep.Postgres.State;

/// <summary>Converts times from and to UTC ticks.</summary>
internal static class StoredTime
{
    /// <summary>The time of ticks; null if there are none, or if they are out of range.</summary>
    public static DateTimeOffset? Of(long? ticks) => ticks is >= 0 and var known && known <= DateTimeOffset.MaxValue.UtcTicks ? new DateTimeOffset(known, TimeSpan.Zero) : null;

    /// <summary>The time of the server's ticks, by this machine's clock.</summary>
    public static DateTimeOffset? ToLocal(long? ticks, ServerClock clock) => Of(ticks) is { } time ? clock.ToLocal(time) : null;

    /// <summary>The server's ticks of a time of this machine.</summary>
    public static long? OfLocal(DateTimeOffset? time, ServerClock clock) => time is { } known ? clock.ToServer(known).UtcTicks : null;
}
