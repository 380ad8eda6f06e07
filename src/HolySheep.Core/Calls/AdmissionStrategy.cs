using System;
using System.Threading.Tasks;
using HolySheep.Providers;
using HolySheep.Time;
using Polly;

namespace HolySheep.Calls;

/// <summary>Looks again at a target whose named time was waited for: of all the calls that waited for it, one finds out, and the time may have been put off.</summary>
internal sealed class AdmissionStrategy(TimeProvider timeProvider) : ResilienceStrategy<AttemptOutcome>
{
    protected override ValueTask<Outcome<AttemptOutcome>> ExecuteCore<TState>(
        Func<ResilienceContext, TState, ValueTask<Outcome<AttemptOutcome>>> callback, ResilienceContext context, TState state)
    {
        var wait = AttemptContext.CallOf(context).WaitAgain();
        return wait == TimeSpan.Zero ? callback(context, state) : WaitAsync(wait, callback, context, state);
    }

    private async ValueTask<Outcome<AttemptOutcome>> WaitAsync<TState>(
        TimeSpan? wait, Func<ResilienceContext, TState, ValueTask<Outcome<AttemptOutcome>>> callback, ResilienceContext context, TState state)
    {
        try
        {
            for (; wait != TimeSpan.Zero; wait = AttemptContext.CallOf(context).WaitAgain())
            {
                if (wait is not { } time)
                {
                    return Outcome.FromResult(AttemptOutcome.None);
                }

                await Pause.ForAsync(timeProvider, time, context.CancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException exception)
        {
            return Outcome.FromException<AttemptOutcome>(exception);
        }

        return await callback(context, state).ConfigureAwait(context.ContinueOnCapturedContext);
    }
}
