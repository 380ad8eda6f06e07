using System;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Providers;
using Polly;

namespace HolySheep.Calls.Hedging;

/// <summary>One of two attempts that run side by side; whoever stops it waits for its end.</summary>
internal sealed class HedgeRunner : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop;

    private HedgeRunner(OngoingAttempt attempt, CancellationTokenSource stop, Task<Outcome<AttemptOutcome>> running) => (Attempt, _stop, Running) = (attempt, stop, running);

    public OngoingAttempt Attempt { get; }

    public Task<Outcome<AttemptOutcome>> Running { get; }

    public static HedgeRunner Start<TState>(
        ChatCall call, OngoingAttempt attempt, Func<ResilienceContext, TState, ValueTask<Outcome<AttemptOutcome>>> callback, TState state, CancellationToken cancellationToken)
    {
        var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        return new HedgeRunner(attempt, stop, RunAsync(AttemptContext.Of(call, attempt, stop.Token), callback, state));
    }

    /// <summary>Stops it and gives what it came to all the same.</summary>
    public async Task<Outcome<AttemptOutcome>> StopAsync()
    {
        _stop.Cancel();
        return await Running.ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        if (!Running.IsCompleted)
        {
            await StopAsync().ConfigureAwait(false);
        }

        _stop.Dispose();
    }

    private static async Task<Outcome<AttemptOutcome>> RunAsync<TState>(
        ResilienceContext context, Func<ResilienceContext, TState, ValueTask<Outcome<AttemptOutcome>>> callback, TState state)
    {
        try
        {
            return await callback(context, state).ConfigureAwait(false);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }
}
