using System;
using Microsoft.Extensions.Time.Testing;

namespace HolySheep.Harness;

/// <summary>A clock that goes on by a step whenever a time stamp is read: a wait that looks at it again and again ends, and the load of the machine changes nothing.</summary>
/// <param name="step">The step.</param>
internal sealed class ReadClock(TimeSpan step) : FakeTimeProvider(new DateTimeOffset(2026, 11, 29, 2, 0, 0, TimeSpan.Zero))
{
    public override long GetTimestamp()
    {
        Advance(step);
        return base.GetTimestamp();
    }
}
