using System;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Failures;
using HolySheep.Providers;
using HolySheep.Transport;
using Polly;
using Polly.Timeout;

namespace HolySheep.Calls.Hedging;

/// <summary>Runs a second attempt beside a first that is slow, where the caller wants it: the first good answer wins, the other attempt is stopped and booked.</summary>
// Polly's own hedging leaves the loser to end by itself after the call has its answer, so that neither its cost nor its end would be the call's, and it starts
// another attempt at once where the first fails, which is the failure table's to say.
internal sealed class HedgeStrategy(TimeProvider timeProvider) : ResilienceStrategy<AttemptOutcome>
{
    protected override ValueTask<Outcome<AttemptOutcome>> ExecuteCore<TState>(
        Func<ResilienceContext, TState, ValueTask<Outcome<AttemptOutcome>>> callback, ResilienceContext context, TState state)
    {
        var call = AttemptContext.CallOf(context);
        return call.HedgeAfter() is { } time ? RaceAsync(call, time, callback, context.CancellationToken, state) : callback(context, state);
    }

    private async ValueTask<Outcome<AttemptOutcome>> RaceAsync<TState>(
        ChatCall call, TimeSpan time, Func<ResilienceContext, TState, ValueTask<Outcome<AttemptOutcome>>> callback, CancellationToken cancellationToken, TState state)
    {
        var first = HedgeRunner.Start(call, call.Begin(), callback, state, cancellationToken);
        await using (first.ConfigureAwait(false))
        {
            if (!await IsLateAsync(first, time, cancellationToken).ConfigureAwait(false) || await call.BeginHedgeAsync(first.Attempt, first.Running, time).ConfigureAwait(false) is not { } hedge)
            {
                return await first.Running.ConfigureAwait(false);
            }

            var second = HedgeRunner.Start(call, hedge, callback, state, cancellationToken);
            await using (second.ConfigureAwait(false))
            {
                return await FirstGoodAsync(call, first, second).ConfigureAwait(false);
            }
        }
    }

    private async Task<bool> IsLateAsync(HedgeRunner first, TimeSpan time, CancellationToken cancellationToken)
    {
        var late = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var guard = new StallGuard(timeProvider, cancellationToken);
        using var told = guard.Token.Register(() => late.TrySetResult(true));
        guard.Arm(time);
        await Task.WhenAny(first.Running, late.Task).ConfigureAwait(false);
        return guard.Expired && !first.Running.IsCompleted && !first.Attempt.HasText;
    }

    private static async Task<Outcome<AttemptOutcome>> FirstGoodAsync(ChatCall call, HedgeRunner first, HedgeRunner second)
    {
        var one = await Task.WhenAny(first.Running, second.Running).ConfigureAwait(false) == first.Running ? first : second;
        var other = one == first ? second : first;
        var outcome = await one.Running.ConfigureAwait(false);
        if (FailureOf(one, outcome) is { } failure)
        {
            return await AfterFailureAsync(call, one, failure, outcome, other, isHedge: other == second).ConfigureAwait(false);
        }

        var lost = await other.StopAsync().ConfigureAwait(false);
        if (FailureOf(other, lost) is { } late)
        {
            call.FailBeside(other.Attempt, late, left: one.Attempt, isHedge: one == second);
        }
        else
        {
            var why = outcome.Exception switch
            {
                null => $"{one.Attempt.Candidate.Target} was faster",
                OperationCanceledException => "the caller stopped the call",
                _ => $"{one.Attempt.Candidate.Target} ended the call with a fault",
            };
            await call.LoseAsync(other.Attempt, lost.Exception is null ? lost.Result : null, isHedge: other == second, why).ConfigureAwait(false);
            call.Resume(one.Attempt, isHedge: one == second);
        }

        return outcome;
    }

    /// <summary>Whatever one of the two failed with, the other may still answer: the call is decided once both are over, by a verdict on the request if one of them gave it.</summary>
    private static async Task<Outcome<AttemptOutcome>> AfterFailureAsync(
        ChatCall call, HedgeRunner one, Failure failure, Outcome<AttemptOutcome> outcome, HedgeRunner other, bool isHedge)
    {
        if (!call.IsVerdict(failure))
        {
            call.FailBeside(one.Attempt, failure, left: other.Attempt, isHedge);
            return await other.Running.ConfigureAwait(false);
        }

        call.Trace(Chat.ChatTraceLevel.Verbose, (one.Attempt.Candidate.Target, failure.Kind, Other: other.Attempt.Candidate.Target), static facts =>
            $"{facts.Target}: {facts.Kind}; {facts.Other} was asked beside it and may still answer.");
        var last = await other.Running.ConfigureAwait(false);
        if (FailureOf(other, last) is { } late)
        {
            call.FailBeside(other.Attempt, late, left: one.Attempt, isHedge: !isHedge);
            return outcome;
        }

        call.FailBeside(one.Attempt, failure, left: other.Attempt, isHedge);
        return last;
    }

    private static Failure? FailureOf(HedgeRunner runner, Outcome<AttemptOutcome> outcome) =>
        outcome.Exception is TimeoutRejectedException ? runner.Attempt.TimedOut() : outcome.Exception is null ? outcome.Result!.Failure : null;
}
