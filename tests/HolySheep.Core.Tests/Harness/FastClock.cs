using System;
using System.Threading;

namespace HolySheep.Harness;

/// <summary>The machine's clock, which a test lets pass several times as fast for a while: what waits a minute for a real socket waits seconds. A timer keeps the speed at which it was set.</summary>
internal sealed class FastClock : TimeProvider
{
    private readonly DateTimeOffset _start = System.GetUtcNow();
    private volatile Pace _pace = new(System.GetTimestamp(), 0, 1);

    public override long TimestampFrequency => System.TimestampFrequency;

    /// <summary>Sets how many times as fast time passes from now on.</summary>
    public void SpeedUp(int factor) => _pace = new Pace(System.GetTimestamp(), GetTimestamp(), factor);

    public override long GetTimestamp()
    {
        var pace = _pace;
        return pace.Passed + ((System.GetTimestamp() - pace.Since) * pace.Factor);
    }

    public override DateTimeOffset GetUtcNow() => _start + GetElapsedTime(0);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var factor = _pace.Factor;
        return new FastTimer(System.CreateTimer(callback, state, Real(dueTime, factor), Real(period, factor)), factor);
    }

    private static TimeSpan Real(TimeSpan time, int factor) => time <= TimeSpan.Zero ? time : time / factor;

    /// <summary>How time passes since a moment.</summary>
    /// <param name="Since">The moment, on the machine's clock.</param>
    /// <param name="Passed">What had passed until then.</param>
    /// <param name="Factor">How many times as fast it passes since.</param>
    private sealed record Pace(long Since, long Passed, int Factor);

    private sealed class FastTimer(ITimer timer, int factor) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(Real(dueTime, factor), Real(period, factor));

        public void Dispose() => timer.Dispose();

        public global::System.Threading.Tasks.ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
