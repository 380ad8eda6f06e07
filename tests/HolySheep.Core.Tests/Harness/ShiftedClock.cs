using System;

namespace HolySheep.Harness;

/// <summary>The machine's clock, set forward or back: only the time of day differs, timers and time stamps are the machine's.</summary>
internal sealed class ShiftedClock(TimeSpan by) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + by;
}
