using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Time.Testing;

namespace HolySheep.TestKit;

/// <summary>
/// A clock that jumps ahead by itself whenever the code under test waits, so that a backoff of 8 s costs no real time.
/// <para>
/// The rule: a timer made by <see cref="Task.Delay(TimeSpan, TimeProvider)"/> is a wait; the clock advances to its due time
/// and the wait is recorded. Every other timer is a limit (a <see cref="CancellationTokenSource"/> with a delay,
/// <c>Task.WaitAsync</c>, a plain timer): it never moves the clock, and fires only when waits or the test move the clock past it.
/// So a limit over a call in flight stays still for as long as nothing waits. Where calls run side by side, one call's wait
/// would move the limits of the others: keep the clock still with <see cref="Hold"/> meanwhile.
/// A limit written as a delay raced against work is taken for a wait, and would end at once.
/// </para>
/// </summary>
public sealed class AutoAdvanceTimeProvider : FakeTimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<TimeSpan> _waits = [];
    private readonly List<WaitTimer> _pending = [];
    private int _holds;
    private bool _advancing;

    /// <summary>Starts the clock on 1 January 2026, midnight UTC.</summary>
    public AutoAdvanceTimeProvider()
        : base(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero))
    {
    }

    /// <summary>The lengths of all waits so far, in the order in which they began; cancelled ones too.</summary>
    public IReadOnlyList<TimeSpan> Waits
    {
        get
        {
            lock (_lock)
            {
                return [.. _waits];
            }
        }
    }

    /// <summary>The length of waits that never move the clock, as those of a loop that only looks now and then; null if every wait moves it.</summary>
    public TimeSpan? Still { get; init; }

    /// <summary>Keeps the clock still until the result is disposed of; waits that begin meanwhile go on then.</summary>
    public IDisposable Hold()
    {
        lock (_lock)
        {
            _holds++;
            return new Holding(this);
        }
    }

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (!IsWait(state) || dueTime <= TimeSpan.Zero || dueTime == Still)
        {
            return base.CreateTimer(callback, state, dueTime, period);
        }

        lock (_lock)
        {
            _waits.Add(dueTime);
            ITimer inner = base.CreateTimer(callback, state, dueTime, period);

            // read after the timer is made: the clock may move in between, and must never stop short of the timer
            var timer = new WaitTimer(this, GetUtcNow() + dueTime, inner);
            _pending.Add(timer);
            ThreadPool.UnsafeQueueUserWorkItem(_ => AdvanceAll(), null);
            return timer;
        }
    }

    // Task.Delay hands its own plain task to the timer; Task.WaitAsync hands a Task<T>, a token source hands itself
    private static bool IsWait(object? state)
    {
        for (Type? type = state?.GetType(); type is not null; type = type.BaseType)
        {
            if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Task<>))
            {
                return false;
            }
        }

        return state is Task;
    }

    private void AdvanceAll()
    {
        while (TakeNext() is { } due)
        {
            // callbacks run inside Advance, so no lock is held here
            TimeSpan ahead = due - GetUtcNow();
            if (ahead > TimeSpan.Zero)
            {
                Advance(ahead);
            }

            lock (_lock)
            {
                _advancing = false;
            }
        }
    }

    private DateTimeOffset? TakeNext()
    {
        lock (_lock)
        {
            if (_advancing || _holds > 0 || _pending.MinBy(timer => timer.Due) is not { } next)
            {
                return null;
            }

            _advancing = true;
            _pending.Remove(next);
            return next.Due;
        }
    }

    private void Forget(WaitTimer timer)
    {
        lock (_lock)
        {
            _pending.Remove(timer);
        }
    }

    private void Release()
    {
        lock (_lock)
        {
            _holds--;
        }

        ThreadPool.UnsafeQueueUserWorkItem(_ => AdvanceAll(), null);
    }

    private sealed class WaitTimer(AutoAdvanceTimeProvider clock, DateTimeOffset due, ITimer inner) : ITimer
    {
        public DateTimeOffset Due => due;

        public bool Change(TimeSpan dueTime, TimeSpan period) => inner.Change(dueTime, period);

        public void Dispose()
        {
            clock.Forget(this);
            inner.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            clock.Forget(this);
            return inner.DisposeAsync();
        }
    }

    private sealed class Holding(AutoAdvanceTimeProvider clock) : IDisposable
    {
        private int _released;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _released, 1) == 0)
            {
                clock.Release();
            }
        }
    }
}
