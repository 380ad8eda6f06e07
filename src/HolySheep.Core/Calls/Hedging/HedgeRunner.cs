using System;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Providers;

namespace HolySheep.Calls.Hedging;

/// <summary>One of two attempts that run side by side; stopping it waits for its end.</summary>
internal sealed class HedgeRunner : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop;

    private HedgeRunner(OngoingAttempt attempt, Task<AttemptOutcome> running, CancellationTokenSource stop) => (Attempt, Running, _stop) = (attempt, running, stop);

    public OngoingAttempt Attempt { get; }

    public Task<AttemptOutcome> Running { get; }

    public static HedgeRunner Start(AttemptExchange exchange, CallState call, OngoingAttempt attempt, CancellationToken cancellationToken)
    {
        var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        return new HedgeRunner(attempt, exchange.SendAsync(call, attempt, call.AttemptLimit(attempt.Target), stop.Token), stop);
    }

    /// <summary>Waits for its end; null if it ended with an exception.</summary>
    public async Task<AttemptOutcome?> EndAsync()
    {
        await Task.WhenAny(Running).ConfigureAwait(false);

        // To look at an exception marks it as observed.
        return Running.IsCanceled || Running.Exception is not null ? null : await Running.ConfigureAwait(false);
    }

    /// <summary>Stops it; the outcome that it still had, null if none.</summary>
    public Task<AttemptOutcome?> StopAsync()
    {
        _stop.Cancel();
        return EndAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!Running.IsCompleted)
        {
            await StopAsync().ConfigureAwait(false);
        }

        _stop.Dispose();
    }
}
