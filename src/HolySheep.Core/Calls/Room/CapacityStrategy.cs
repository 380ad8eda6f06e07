using System;
using System.Threading.Tasks;
using HolySheep.Providers;
using Polly;

namespace HolySheep.Calls.Room;

/// <summary>Holds an attempt back until its provider's limits have room for it: before the attempt's own limit begins, so that the wait does not count against it.</summary>
internal sealed class CapacityStrategy(TimeProvider timeProvider) : ResilienceStrategy<AttemptOutcome>
{
    protected override ValueTask<Outcome<AttemptOutcome>> ExecuteCore<TState>(
        Func<ResilienceContext, TState, ValueTask<Outcome<AttemptOutcome>>> callback, ResilienceContext context, TState state)
    {
        var call = AttemptContext.CallOf(context);
        return call.NeedsRoom ? WaitAsync(call, callback, context, state) : callback(context, state);
    }

    private async ValueTask<Outcome<AttemptOutcome>> WaitAsync<TState>(
        ChatCall call, Func<ResilienceContext, TState, ValueTask<Outcome<AttemptOutcome>>> callback, ResilienceContext context, TState state)
    {
        try
        {
            if (!await new CapacitySearch(call, call.Limits, timeProvider).FindAsync(context.CancellationToken).ConfigureAwait(false))
            {
                return Outcome.FromResult(AttemptOutcome.None);
            }
        }
        catch (OperationCanceledException exception)
        {
            return Outcome.FromException<AttemptOutcome>(exception);
        }

        return await callback(context, state).ConfigureAwait(context.ContinueOnCapturedContext);
    }
}
