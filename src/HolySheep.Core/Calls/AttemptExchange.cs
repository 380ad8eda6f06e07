using System;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Providers;
using HolySheep.Providers.Masking;
using Polly;
using Polly.Timeout;

namespace HolySheep.Calls;

/// <summary>Sends attempts within their limits, which Polly keeps, and masks and judges what comes back.</summary>
internal sealed class AttemptExchange
{
    private static readonly ResiliencePropertyKey<OngoingAttempt> AttemptKey = new("attempt");

    private readonly CallServices _services;
    private readonly ResiliencePipeline<AttemptOutcome> _limit;

    public AttemptExchange(CallServices services)
    {
        _services = services;
        _limit = new ResiliencePipelineBuilder<AttemptOutcome> { TimeProvider = services.TimeProvider }
            .AddTimeout(new TimeoutStrategyOptions
            {
                TimeoutGenerator = static args => new ValueTask<TimeSpan>(args.Context.Properties.GetValue(AttemptKey, null!).Limit),
            })
            .Build();
    }

    /// <param name="call">The call.</param>
    /// <param name="attempt">An attempt that was begun.</param>
    /// <param name="limit">How long it may take.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>An answer that is one, an open stream, or a failure.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<AttemptOutcome> SendAsync(CallState call, OngoingAttempt attempt, TimeSpan limit, CancellationToken cancellationToken)
    {
        attempt.Prepare(call, _services.ProviderOf(attempt.Candidate.Provider), limit);
        var context = ResilienceContextPool.Shared.Get(continueOnCapturedContext: false, cancellationToken);
        context.Properties.Set(AttemptKey, attempt);
        Outcome<AttemptOutcome> outcome;
        try
        {
            outcome = await _limit.ExecuteOutcomeAsync(static (context, attempt) => SendWithinLimitAsync(context, attempt), context, attempt).ConfigureAwait(false);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }

        if (outcome.Exception is TimeoutRejectedException)
        {
            return AttemptOutcome.Failed(attempt.TimedOut());
        }

        outcome.ThrowIfException();
        var judged = Judge(call, outcome.Result!);
        if (judged.Quota is { } quota)
        {
            await _services.Limits.LearnAsync(attempt.Candidate, attempt.Key, attempt.Permit?.Mark ?? default, quota, judged.Failure?.WaitHint).ConfigureAwait(false);
        }

        return judged;
    }

    private static async ValueTask<Outcome<AttemptOutcome>> SendWithinLimitAsync(ResilienceContext context, OngoingAttempt attempt)
    {
        try
        {
            return Outcome.FromResult(await attempt.SendAsync(context.CancellationToken).ConfigureAwait(false));
        }
        catch (OperationCanceledException exception)
        {
            // Polly tells the attempt's limit from the caller's own stop.
            return Outcome.FromException<AttemptOutcome>(exception);
        }
    }

    private AttemptOutcome Judge(CallState call, AttemptOutcome outcome)
    {
        outcome = outcome.Masked(_services.Mask);
        if (outcome.Answer is not { } read)
        {
            return outcome;
        }

        var answer = StructuredText.Of(read, call.Request);
        return AnswerCheck.FindFault(answer, call.Request, shown: false) is { } fault ? AttemptOutcome.Failed(fault, outcome.Quota)
            : ReferenceEquals(answer, read) ? outcome
            : AttemptOutcome.Answered(answer).Told(outcome.Quota);
    }
}
