using System;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Time.Testing;

namespace HolySheep.Harness;

/// <summary>A clock on which every wait ends at once, and later than it should.</summary>
internal sealed class LateClock(TimeSpan delay) : FakeTimeProvider
{
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (state is not Task || dueTime <= TimeSpan.Zero)
        {
            return base.CreateTimer(callback, state, dueTime, period);
        }

        var timer = base.CreateTimer(callback, state, dueTime, period);
        ThreadPool.UnsafeQueueUserWorkItem(_ => Advance(dueTime + delay), null);
        return timer;
    }
}
