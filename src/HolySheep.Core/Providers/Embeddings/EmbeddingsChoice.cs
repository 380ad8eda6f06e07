using System.Threading;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Providers.Batches;
using HolySheep.Providers.Inspection;

namespace HolySheep.Providers.Embeddings;

/// <summary>A provider that is asked for answers or for embeddings, each at its own address.</summary>
internal sealed class EmbeddingsChoice(IChatProvider answers, IChatProvider embeddings) : IChatProvider
{
    public IBatchApi? Batches => answers.Batches;

    public Task<AttemptOutcome> SendAsync(ProviderCall call, CancellationToken cancellationToken) => For(call).SendAsync(call, cancellationToken);

    public Task<byte[]> DescribeAsync(ProviderCall call) => For(call).DescribeAsync(call);

    public Task<TokenCountReply> CountTokensAsync(ProviderCall call, CancellationToken cancellationToken) => answers.CountTokensAsync(call, cancellationToken);

    public Task<string?> FindBalanceAsync(Secret? key, CancellationToken cancellationToken) => answers.FindBalanceAsync(key, cancellationToken);

    public Task<ModelListing> ListModelsAsync(Secret? key, CancellationToken cancellationToken) => answers.ListModelsAsync(key, cancellationToken);

    private IChatProvider For(ProviderCall call) => call.Request.Original is { IsEmbeddings: true } ? embeddings : answers;
}
