using System;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Providers;
using HolySheep.Transport;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace HolySheep.Resilience;

/// <summary>Runs a call attempt by attempt: Polly keeps the loop, the waits and the attempt's limit; <see cref="NextStepPolicy"/> decides.</summary>
internal sealed class AttemptLoop
{
    private static readonly ResiliencePropertyKey<ChatCall> CallKey = new("call");
    private readonly TimeProvider _timeProvider;
    private readonly ResiliencePipeline<AttemptOutcome> _pipeline;

    public AttemptLoop(TimeProvider timeProvider)
    {
        _timeProvider = timeProvider;
        _pipeline = new ResiliencePipelineBuilder<AttemptOutcome> { TimeProvider = timeProvider }
        .AddRetry(new RetryStrategyOptions<AttemptOutcome>
        {
            MaxRetryAttempts = int.MaxValue,
            ShouldHandle = static args => new ValueTask<bool>(Continues(CallOf(args.Context), args.Outcome)),
            DelayGenerator = static args => new ValueTask<TimeSpan?>(CallOf(args.Context).NextWait),
        })
        .AddStrategy(_ => new CapacityStrategy(timeProvider, CallOf))
        .AddTimeout(new TimeoutStrategyOptions
        {
            TimeoutGenerator = static args => new ValueTask<TimeSpan>(CallOf(args.Context).AttemptLimit()),
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

        if (call.NextWait > TimeSpan.Zero)
        {
            // A time that every target named, or a stream that starts over after a cut: this wait lies before the loop.
            await Pause.ForAsync(_timeProvider, call.NextWait, cancellationToken).ConfigureAwait(false);
        }

        var context = ResilienceContextPool.Shared.Get(continueOnCapturedContext: false, cancellationToken);
        try
        {
            context.Properties.Set(CallKey, call);
            var outcome = await _pipeline.ExecuteOutcomeAsync(static (context, call) => AttemptAsync(call, context.CancellationToken), context, call).ConfigureAwait(false);
            if (outcome.Exception is TimeoutRejectedException)
            {
                return AttemptOutcome.Failed(call.TimedOut());
            }

            outcome.ThrowIfException();
            return call.Failures.Count == 0 && outcome.Result == AttemptOutcome.None ? throw CallFailure.NotBefore(call) : outcome.Result!;
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private static async ValueTask<Outcome<AttemptOutcome>> AttemptAsync(ChatCall call, CancellationToken cancellationToken)
    {
        if (call.IsOver)
        {
            call.Leave();
            return Outcome.FromResult(AttemptOutcome.None);
        }

        try
        {
            return Outcome.FromResult(await call.SendAsync(call.Begin(), cancellationToken).ConfigureAwait(false));
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
            default:
                return false;
        }
    }

    private static ChatCall CallOf(ResilienceContext context) =>
        context.Properties.TryGetValue(CallKey, out var call) ? call : throw new InvalidOperationException("The context carries no call.");
}
