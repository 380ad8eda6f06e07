using System;

namespace HolySheep.Postgres.Connections;

/// <summary>The server's clock, as this process knows it from replies: its own clock, and the difference of the reply that came fastest. Machines agree on it, however their own clocks are set.</summary>
/// <param name="timeProvider">The clock of the process.</param>
/// <param name="follows">False keeps to the clock of the process.</param>
internal sealed class ServerClock(TimeProvider timeProvider, bool follows)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);
    private readonly object _gate = new();
    private TimeSpan _offset;
    private TimeSpan _uncertainty = TimeSpan.MaxValue;
    private long _measuredAt;

    /// <summary>The server's time.</summary>
    public DateTimeOffset Now => ToServer(timeProvider.GetUtcNow());

    /// <summary>Learns from a reply.</summary>
    /// <param name="sentAt">When the statement was sent, by the timestamp of the process.</param>
    /// <param name="server">The server's time in the reply.</param>
    public void Learn(long sentAt, DateTime server)
    {
        if (!follows)
        {
            return;
        }

        var (received, now) = (timeProvider.GetTimestamp(), timeProvider.GetUtcNow());
        var half = timeProvider.GetElapsedTime(sentAt, received) / 2;
        lock (_gate)
        {
            // A fast reply tells the difference best; after a while a slower one is better than none, as after a clock was set.
            if (half <= _uncertainty || timeProvider.GetElapsedTime(_measuredAt, received) > Lifetime)
            {
                (_offset, _uncertainty, _measuredAt) = (new DateTimeOffset(server, TimeSpan.Zero) - (now - half), half, received);
            }
        }
    }

    /// <summary>A time of this machine, by the server's clock.</summary>
    public DateTimeOffset ToServer(DateTimeOffset time) => Shift(time, Offset);

    /// <summary>A time of the server, by this machine's clock.</summary>
    public DateTimeOffset ToLocal(DateTimeOffset time) => Shift(time, -Offset);

    private TimeSpan Offset
    {
        get
        {
            lock (_gate)
            {
                return _offset;
            }
        }
    }

    private static DateTimeOffset Shift(DateTimeOffset time, TimeSpan by) =>
        by >= TimeSpan.Zero ? DateTimeOffset.MaxValue - time > by ? time + by : time : time - DateTimeOffset.MinValue > -by ? time + by : time;
}
