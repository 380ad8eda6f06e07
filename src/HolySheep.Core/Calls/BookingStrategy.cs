using System;
using System.Threading.Tasks;
using HolySheep.Providers;
using Polly;

namespace HolySheep.Calls;

/// <summary>Lets no attempt leave that is not booked, nor one that a budget has no money for.</summary>
internal sealed class BookingStrategy : ResilienceStrategy<AttemptOutcome>
{
    protected override ValueTask<Outcome<AttemptOutcome>> ExecuteCore<TState>(
        Func<ResilienceContext, TState, ValueTask<Outcome<AttemptOutcome>>> callback, ResilienceContext context, TState state)
    {
        var call = AttemptContext.CallOf(context);
        return call.IsBooked && !call.IsOver ? BookAsync(call, callback, context, state) : callback(context, state);
    }

    private static async ValueTask<Outcome<AttemptOutcome>> BookAsync<TState>(
        ChatCall call, Func<ResilienceContext, TState, ValueTask<Outcome<AttemptOutcome>>> callback, ResilienceContext context, TState state) =>
        await call.BookAsync().ConfigureAwait(false)
            ? await callback(context, state).ConfigureAwait(context.ContinueOnCapturedContext)
            : Outcome.FromResult(AttemptOutcome.TurnedAway);
}
