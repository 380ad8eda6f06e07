using System;
using System.Threading;

namespace HolySheep.Transport;

/// <summary>Watches one exchange: cancels its <see cref="Token"/> when a limit passes or the caller cancels.</summary>
internal sealed class StallGuard : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly TimeProvider _timeProvider;

    // Most exchanges end before a limit is set, so the timer is created on demand.
    private ITimer? _timer;
    private CancellationTokenRegistration _caller;
    private volatile bool _expired;

    public StallGuard(TimeProvider timeProvider, CancellationToken caller)
    {
        _timeProvider = timeProvider;
        Attach(caller);
    }

    /// <summary>Cancelled when the limit passes or the caller cancels.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>True if the limit, not the caller, ended the exchange.</summary>
    public bool Expired => _expired;

    /// <summary>Follows another caller from now on, because a stream outlives the attempt that opened it.</summary>
    public void Attach(CancellationToken caller)
    {
        _caller.Dispose();
        _caller = caller.Register(static state => ((CancellationTokenSource)state!).Cancel(), _source);
    }

    /// <summary>Restarts the limit.</summary>
    public void Arm(TimeSpan limit)
    {
        if (_timer is { } timer)
        {
            timer.Change(limit, Timeout.InfiniteTimeSpan);
        }
        else
        {
            _timer = _timeProvider.CreateTimer(static state => ((StallGuard)state!).Expire(), this, limit, Timeout.InfiniteTimeSpan);
        }
    }

    public void Disarm() => _timer?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    public void Dispose()
    {
        _caller.Dispose();
        _timer?.Dispose();
        _source.Dispose();
    }

    private void Expire()
    {
        _expired = true;
        try
        {
            _source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The exchange ended at the same moment.
        }
    }
}
