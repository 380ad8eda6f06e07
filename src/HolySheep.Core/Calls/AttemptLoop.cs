using System;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Calls.Hedging;
using HolySheep.Calls.Room;
using HolySheep.Providers;
using HolySheep.Time;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace HolySheep.Calls;

/// <summary>Runs a call attempt by attempt: Polly keeps the loop, the waits and the attempt's limit; <see cref="NextStepPolicy"/> decides.</summary>
internal sealed class AttemptLoop
{
    private readonly TimeProvider _timeProvider;
    private readonly ResiliencePipeline<AttemptOutcome> _pipeline;

    public AttemptLoop(TimeProvider timeProvider)
    {
        _timeProvider = timeProvider;
        _pipeline = new ResiliencePipelineBuilder<AttemptOutcome> { TimeProvider = timeProvider }
        .AddRetry(new RetryStrategyOptions<AttemptOutcome>
        {
            MaxRetryAttempts = int.MaxValue,
            ShouldHandle = static args => new ValueTask<bool>(Continues(AttemptContext.CallOf(args.Context), args.Outcome)),
            DelayGenerator = static args => new ValueTask<TimeSpan?>(AttemptContext.CallOf(args.Context).NextWait),
        })
        .AddStrategy(_ => new AdmissionStrategy(timeProvider))
        .AddStrategy(_ => new CapacityStrategy(timeProvider))
        .AddStrategy(static _ => new BookingStrategy())
        .AddStrategy(_ => new HedgeStrategy(timeProvider))
        .AddTimeout(new TimeoutStrategyOptions
        {
            TimeoutGenerator = static args => new ValueTask<TimeSpan>(LimitOf(args.Context)),
        })
        .Build();
    }

    /// <summary>Attempts until one succeeds or nothing is left; the outcome is an answer, an open stream or a failure.</summary>
    /// <exception cref="OperationCanceledException">The caller went.</exception>
    public async Task<AttemptOutcome> RunAsync(ChatCall call, CancellationToken cancellationToken)
    {
        if (!call.HasStart)
        {
            throw CallFailure.NotBefore(call);
        }

        call.Caller = cancellationToken;
        if (call.NextWait > TimeSpan.Zero)
        {
            // A time that every target named, or a stream that starts over after a cut: this wait lies before the loop.
            await Pause.ForAsync(_timeProvider, call.NextWait, cancellationToken).ConfigureAwait(false);
        }

        var context = AttemptContext.Of(call, attempt: null, cancellationToken);
        try
        {
            var outcome = await _pipeline.ExecuteOutcomeAsync(static (context, call) => AttemptAsync(context, call), context, call).ConfigureAwait(false);
            if (outcome.Exception is TimeoutRejectedException)
            {
                // The call has it among its failures already.
                return AttemptOutcome.Failed(call.Failures[call.Failures.Count - 1].Failure);
            }

            outcome.ThrowIfException();
            return call.Failures.Count == 0 && call.Refusal is null && outcome.Result == AttemptOutcome.None ? throw CallFailure.NotBefore(call) : outcome.Result!;
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private static async ValueTask<Outcome<AttemptOutcome>> AttemptAsync(ResilienceContext context, ChatCall call)
    {
        var attempt = AttemptContext.AttemptOf(context);
        if (attempt is null && call.IsOver)
        {
            call.Leave();
            return Outcome.FromResult(AttemptOutcome.None);
        }

        try
        {
            return Outcome.FromResult(await call.SendAsync(attempt ?? call.Begin(), context.CancellationToken).ConfigureAwait(false));
        }
        catch (OperationCanceledException exception)
        {
            // Polly tells the attempt's limit from the caller's own stop.
            return Outcome.FromException<AttemptOutcome>(exception);
        }
    }

    private static bool Continues(ChatCall call, Outcome<AttemptOutcome> outcome)
    {
        switch (outcome)
        {
            case { Exception: TimeoutRejectedException }:
                return call.Fail(call.TimedOut());
            case { Exception: not null }:
                return false;
            case { Result.Failure: { } failure }:
                return call.Fail(failure);
            case { Result: var result } when result == AttemptOutcome.TurnedAway:
                return call.TurnAway();
            default:
                return false;
        }
    }

    private static TimeSpan LimitOf(ResilienceContext context)
    {
        var call = AttemptContext.CallOf(context);
        return call.AttemptLimit(AttemptContext.AttemptOf(context)?.Target ?? call.Current);
    }
}
