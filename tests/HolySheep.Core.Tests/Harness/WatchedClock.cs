using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Time.Testing;

namespace HolySheep.Harness;

/// <summary>A clock that stands still, and signals when the code under test has set a timer: time may pass only once the code waits for it.</summary>
internal sealed class WatchedClock() : FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero))
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly Lock _lock = new();
    private readonly List<TimeSpan> _set = [];
    private readonly List<(Func<TimeSpan, bool> Which, int Times, TaskCompletionSource Done)> _waiting = [];

    /// <summary>How often a timer of this length was set so far.</summary>
    public int TimesSet(TimeSpan length)
    {
        lock (_lock)
        {
            return _set.Count(length.Equals);
        }
    }

    /// <summary>Completes once timers of this length have been set so often.</summary>
    public Task SetAsync(TimeSpan length, int times = 1) => SetAsync(length.Equals, times);

    public Task SetAsync(Func<TimeSpan, bool> which, int times = 1)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            _waiting.Add((which, times, done));
            Tell();
        }

        return done.Task.WaitAsync(Patience, CancellationToken.None);
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new WatchedTimer(base.CreateTimer(callback, state, dueTime, period), this);
        Add(dueTime);
        return timer;
    }

    private void Add(TimeSpan length)
    {
        lock (_lock)
        {
            _set.Add(length);
            Tell();
        }
    }

    private void Tell()
    {
        foreach (var waiting in _waiting.FindAll(one => _set.Count(one.Which) >= one.Times))
        {
            waiting.Done.TrySetResult();
            _waiting.Remove(waiting);
        }
    }

    private sealed class WatchedTimer(ITimer inner, WatchedClock clock) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            var changed = inner.Change(dueTime, period);
            clock.Add(dueTime);
            return changed;
        }

        public void Dispose() => inner.Dispose();

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
