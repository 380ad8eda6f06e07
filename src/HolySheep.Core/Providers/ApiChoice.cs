using System.Threading;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Providers.Batches;
using HolySheep.Providers.Inspection;

namespace HolySheep.Providers;

/// <summary>A provider that asks each model through the interface that serves it.</summary>
internal sealed class ApiChoice(IChatProvider chat, IChatProvider responses) : IChatProvider
{
    public IBatchApi? Batches => field ??= chat.Batches is { } ofChat && responses.Batches is { } ofResponses ? new BatchChoice(ofChat, ofResponses) : null;

    public Task<AttemptOutcome> SendAsync(ProviderCall call, CancellationToken cancellationToken) =>
        (call.Candidate.Responses ? responses : chat).SendAsync(call, cancellationToken);

    public Task<byte[]> DescribeAsync(ProviderCall call) => (call.Candidate.Responses ? responses : chat).DescribeAsync(call);

    // Only the Responses interface counts; the prompt of a chat has the same tokens there.
    public Task<TokenCountReply> CountTokensAsync(ProviderCall call, CancellationToken cancellationToken) => responses.CountTokensAsync(call, cancellationToken);

    public Task<string?> FindBalanceAsync(Secret? key, CancellationToken cancellationToken) => chat.FindBalanceAsync(key, cancellationToken);

    public Task<ModelListing> ListModelsAsync(Secret? key, CancellationToken cancellationToken) => chat.ListModelsAsync(key, cancellationToken);
}
