using System;

namespace HolySheep.Calls;

/// <summary>The time of one call: its start, and the time since by a clock that is not set while the call runs.</summary>
internal readonly struct CallClock(TimeProvider timeProvider)
{
    /// <summary>The clock's timestamp of the call's start.</summary>
    public long StartedAt { get; } = timeProvider.GetTimestamp();

    public DateTimeOffset StartedOn { get; } = timeProvider.GetUtcNow();

    public DateTimeOffset Now => StartedOn + timeProvider.GetElapsedTime(StartedAt);
}
