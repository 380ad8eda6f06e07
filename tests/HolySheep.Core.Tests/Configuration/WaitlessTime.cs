using System;
using System.Threading;
using Microsoft.Extensions.Time.Testing;

namespace HolySheep.Configuration;

/// <summary>A clock that is at the end of every wait as soon as the wait begins.</summary>
internal sealed class WaitlessTime(Action<TimeSpan>? onWait = null) : FakeTimeProvider
{
    public TimeSpan Waited { get; private set; }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        Waited += dueTime;
        onWait?.Invoke(Waited);
        Advance(dueTime);
        return timer;
    }
}
