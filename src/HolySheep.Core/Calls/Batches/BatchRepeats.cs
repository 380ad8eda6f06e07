using System;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Batches;
using HolySheep.Chat;
using HolySheep.Failures;
using Polly;
using Polly.Retry;

namespace HolySheep.Calls.Batches;

/// <summary>Repeats what may be repeated at a batch API, up to 3 times with the waits that the provider asks for, up to a minute each.</summary>
internal sealed class BatchRepeats(TimeProvider timeProvider)
{
    private const int Retries = 3;
    private static readonly TimeSpan UsualWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<BatchReply<T>> RunAsync<T>(Func<CancellationToken, Task<BatchReply<T>>> ask, CancellationToken cancellationToken)
    {
        var pipeline = new ResiliencePipelineBuilder<BatchReply<T>> { TimeProvider = timeProvider }
            .AddRetry(new RetryStrategyOptions<BatchReply<T>>
            {
                MaxRetryAttempts = Retries,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = UsualWait,
                ShouldHandle = static args => new ValueTask<bool>(args.Outcome.Result.Failure is { } failure && MayPass(failure)),
                DelayGenerator = static args => new ValueTask<TimeSpan?>(args.Outcome.Result.Failure?.WaitHint),
            })
            .Build();
        return await pipeline.ExecuteAsync(async cancel => await ask(cancel).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
    }

    private static bool MayPass(Failure failure) =>
        failure.Kind is OutcomeKind.Transient or OutcomeKind.Throttled or OutcomeKind.Silent or OutcomeKind.Cut && !(failure.WaitHint > LongestWait);
}
