using System;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Time;

namespace HolySheep.Limits;

/// <summary>The queue of calls in this process that wait until a call of the same holder ends; only the first in the queue tries, then the next.</summary>
internal sealed class WaitingLine
{
    private readonly SemaphoreSlim _front = new(1, 1);
    private readonly SemaphoreSlim _ended = new(0, 1);
    private int _waiting;

    /// <summary>True if a call waits, which goes before new calls.</summary>
    public bool IsTaken => Volatile.Read(ref _waiting) > 0;

    /// <summary>Signals to the first in the queue that a call has ended.</summary>
    public void TellEnded()
    {
        if (!IsTaken)
        {
            return;
        }

        try
        {
            _ended.Release();
        }
        catch (SemaphoreFullException)
        {
            // It has been signalled already and has not tried yet.
        }
    }

    /// <summary>Waits in the queue and tries, each time a call ends or the interval passes, until room is granted or only a known wait is left.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<LimitGrant> AskAsync(
        Func<ValueTask<LimitGrant>> ask, TimeSpan? interval, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _waiting);
        try
        {
            await _front.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                var told = await ask().ConfigureAwait(false);
                while (told.Answer.IsFull)
                {
                    await NextAsync(interval, timeProvider, cancellationToken).ConfigureAwait(false);
                    told = await ask().ConfigureAwait(false);
                }

                return told;
            }
            finally
            {
                _front.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    private async Task NextAsync(TimeSpan? interval, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        if (interval is not { } time)
        {
            await _ended.WaitAsync(cancellationToken).ConfigureAwait(false);
            return;
        }

        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var ended = _ended.WaitAsync(enough.Token);
        var passed = Pause.ForAsync(timeProvider, time, enough.Token);
        var first = await Task.WhenAny(ended, passed).ConfigureAwait(false);
        enough.Cancel();
        try
        {
            await Task.WhenAll(ended, passed).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }

        await first.ConfigureAwait(false);
    }
}
