using System;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Failures;
using HolySheep.Providers;
using HolySheep.Providers.Batches;
using HolySheep.Providers.Inspection;

namespace HolySheep.Harness;

/// <summary>A provider without a network, that answers when the test says so. Whoever waits for the answer has gone on when it is said: nothing lies in between.</summary>
internal sealed class ToldProvider : IChatProvider
{
    private readonly TaskCompletionSource<AttemptOutcome> _outcome = new();
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _calls;

    public IBatchApi? Batches => null;

    public int Calls => Volatile.Read(ref _calls);

    /// <summary>Completes with the first call.</summary>
    public Task Asked => _asked.Task.WaitAsync(TimeSpan.FromSeconds(20));

    /// <summary>True if no call waits for an answer any more.</summary>
    public bool IsOver => _outcome.Task.IsCompleted;

    public void Answer(string text) => _outcome.SetResult(AttemptOutcome.Answered(new ProviderAnswer
    {
        Content = text,
        FinishReason = "stop",
        Status = 200,
        Usage = new ChatUsage { PromptTokens = 10, CompletionTokens = 5 },
    }));

    public void Fail() => _outcome.SetResult(AttemptOutcome.Failed(new Failure { Signal = FailureSignal.ServerError, Status = 500, Message = "HTTP 500" }));

    public async Task<AttemptOutcome> SendAsync(ProviderCall call, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _calls);
        using var gone = cancellationToken.Register(() => _outcome.TrySetCanceled(cancellationToken));
        _asked.TrySetResult();
        return await _outcome.Task;
    }

    public Task<string?> FindBalanceAsync(Secret? key, CancellationToken cancellationToken) => Task.FromResult<string?>(null);

    public Task<TokenCountReply> CountTokensAsync(ProviderCall call, CancellationToken cancellationToken) => Task.FromResult(TokenCountReply.NotOffered);

    public Task<byte[]> DescribeAsync(ProviderCall call) => Task.FromResult<byte[]>([]);

    public Task<ModelListing> ListModelsAsync(Secret? key, CancellationToken cancellationToken) => throw new NotSupportedException();
}
