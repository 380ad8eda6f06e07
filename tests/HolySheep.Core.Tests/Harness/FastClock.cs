using System;
using System.Threading;

namespace HolySheep.Harness;

/// <summary>A clock on which the machine's time passes several times as fast: what waits a minute for a real socket waits seconds.</summary>
/// <param name="factor">How many times.</param>
internal sealed class FastClock(int factor) : TimeProvider
{
    private readonly DateTimeOffset _start = System.GetUtcNow();
    private readonly long _since = System.GetTimestamp();

    public override long TimestampFrequency => System.TimestampFrequency;

    public override long GetTimestamp() => (System.GetTimestamp() - _since) * factor;

    public override DateTimeOffset GetUtcNow() => _start + (System.GetElapsedTime(_since) * factor);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => new FastTimer(System.CreateTimer(callback, state, Real(dueTime, factor), Real(period, factor)), factor);

    private static TimeSpan Real(TimeSpan time, int factor) => time <= TimeSpan.Zero ? time : time / factor;

    private sealed class FastTimer(ITimer timer, int factor) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(Real(dueTime, factor), Real(period, factor));

        public void Dispose() => timer.Dispose();

        public global::System.Threading.Tasks.ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
