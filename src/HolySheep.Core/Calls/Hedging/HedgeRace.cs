using System;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Calls.Recording;
using HolySheep.Chat;
using HolySheep.Failures;
using HolySheep.Providers;
using HolySheep.Transport;

namespace HolySheep.Calls.Hedging;

/// <summary>Runs a second attempt next to a slow one: the first good answer wins, and the other attempt is stopped and recorded.</summary>
// Polly's own hedging leaves the loser to end by itself after the call has its answer, so that the call would not know its cost, and it starts
// another attempt at once if the first fails, which is for the failure table to decide.
internal sealed class HedgeRace(CallServices services, AttemptExchange exchange, AttemptRecorder recorder, TargetLatencies latencies, HedgeStarter starter)
{
    /// <summary>Begins an attempt at the call's target and, once it is slow, another one; the call's attempt is then the one that the outcome belongs to.</summary>
    /// <param name="call">The call.</param>
    /// <param name="time">After how long the first attempt counts as slow.</param>
    /// <param name="cancellationToken">Stops both.</param>
    /// <exception cref="OperationCanceledException">The caller stopped the call.</exception>
    public async Task<AttemptOutcome> RunAsync(CallState call, TimeSpan time, CancellationToken cancellationToken)
    {
        var first = HedgeRunner.Start(exchange, call, recorder.Begin(call), cancellationToken);
        await using (first.ConfigureAwait(false))
        {
            if (!await IsLateAsync(first, time, cancellationToken).ConfigureAwait(false)
                || await starter.BeginAsync(call, first.Attempt, first.Running, time).ConfigureAwait(false) is not { } hedge)
            {
                return await first.Running.ConfigureAwait(false);
            }

            var second = HedgeRunner.Start(exchange, call, hedge, cancellationToken);
            await using (second.ConfigureAwait(false))
            {
                var one = await Task.WhenAny(first.Running, second.Running).ConfigureAwait(false) == first.Running ? first : second;
                return await DecideAsync(call, one, one == first ? second : first).ConfigureAwait(false);
            }
        }
    }

    private async Task<bool> IsLateAsync(HedgeRunner first, TimeSpan time, CancellationToken cancellationToken)
    {
        var late = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var guard = new StallGuard(services.TimeProvider, cancellationToken);
        using var told = guard.Token.Register(() => late.TrySetResult(true));
        guard.Arm(time);
        await Task.WhenAny(first.Running, late.Task).ConfigureAwait(false);
        return guard.Expired && !first.Running.IsCompleted && !first.Attempt.HasText;
    }

    /// <summary>Decides the race once one attempt ended: an answer wins; a failure leaves the call to the other attempt.</summary>
    private async Task<AttemptOutcome> DecideAsync(CallState call, HedgeRunner one, HedgeRunner other)
    {
        var ended = await one.EndAsync().ConfigureAwait(false);
        if (ended?.Failure is { } failure)
        {
            return IsVerdict(call, failure)
                ? await AfterVerdictAsync(call, one, ended, other).ConfigureAwait(false)
                : await LeaveToAsync(call, other, one.Attempt, failure).ConfigureAwait(false);
        }

        var lost = await other.StopAsync().ConfigureAwait(false);
        if (lost?.Failure is { } late)
        {
            await RecordLoserAsync(call, other.Attempt, late, goesOn: one.Attempt).ConfigureAwait(false);
        }
        else
        {
            await StopLoserAsync(call, other.Attempt, lost, WhyStopped(one)).ConfigureAwait(false);
            GoOnWith(call, one.Attempt);
        }

        return await one.Running.ConfigureAwait(false);
    }

    /// <summary>True if a failure is a verdict on the request, after which no further target is asked: it decides the call if the other attempt fails as well. A request that only one target calls wrong is not such a case, since another target is asked already.</summary>
    private static bool IsVerdict(CallState call, Failure failure) =>
        failure.Signal == FailureSignal.OutputLimit || (failure.Kind == OutcomeKind.Refused && !call.Request.FallbackOnRefusal);

    /// <summary>The other attempt may still answer: the verdict decides the call only if it fails too.</summary>
    private async Task<AttemptOutcome> AfterVerdictAsync(CallState call, HedgeRunner judge, AttemptOutcome verdict, HedgeRunner other)
    {
        services.Trace.Verbose(call, (judge.Attempt.Candidate.Target, verdict.Failure!.Kind, Other: other.Attempt.Candidate.Target), static facts =>
            $"{facts.Target}: {facts.Kind}; {facts.Other} was asked too and may still answer.");
        var last = await other.EndAsync().ConfigureAwait(false);
        if (last?.Failure is not { } late)
        {
            return await LeaveToAsync(call, other, judge.Attempt, verdict.Failure!).ConfigureAwait(false);
        }

        await RecordLoserAsync(call, other.Attempt, late, goesOn: judge.Attempt).ConfigureAwait(false);
        return verdict;
    }

    private async Task<AttemptOutcome> LeaveToAsync(CallState call, HedgeRunner other, OngoingAttempt failed, Failure failure)
    {
        await RecordLoserAsync(call, failed, failure, goesOn: other.Attempt).ConfigureAwait(false);
        return await other.Running.ConfigureAwait(false);
    }

    /// <summary>Records the failure of one attempt; the call goes on with the other.</summary>
    private async ValueTask RecordLoserAsync(CallState call, OngoingAttempt attempt, Failure failure, OngoingAttempt goesOn)
    {
        var failed = await recorder.FailAsync(call, attempt, failure).ConfigureAwait(false);
        GoOnWith(call, goesOn);
        services.Trace.Verbose(call, failed, static failed => $"{failed.Candidate.Target}: {failed.Kind}, {failed.Failure.Message}; another target was asked too.");
    }

    /// <summary>Records an attempt that was stopped because the other one ended the race.</summary>
    private async Task StopLoserAsync(CallState call, OngoingAttempt attempt, AttemptOutcome? outcome, string why)
    {
        var generated = outcome?.Answer?.Generated ?? outcome?.Stream?.SoFar.Generated ?? attempt.SoFar.Generated;
        if (outcome?.Stream is { } stream)
        {
            await stream.DisposeAsync().ConfigureAwait(false);
        }

        if (attempt.IsHedge)
        {
            // A target that was asked only for speed does not count as left behind.
            attempt.Target.Tries--;
        }
        else
        {
            // Its time so far counts too: with the quick answers alone, the usual time would be too short.
            await latencies.AddAsync(call, attempt).ConfigureAwait(false);
        }

        await recorder.AbandonAsync(call, attempt, generated, why).ConfigureAwait(false);
    }

    private static void GoOnWith(CallState call, OngoingAttempt attempt) => (call.Attempt, call.Target) = (attempt, attempt.Target);

    private static string WhyStopped(HedgeRunner winner) => winner.Running switch
    {
        { IsCanceled: true } => "the caller stopped the call",
        { IsFaulted: true } => $"{winner.Attempt.Candidate.Target} ended the call with a fault",
        _ => $"{winner.Attempt.Candidate.Target} was faster",
    };
}
