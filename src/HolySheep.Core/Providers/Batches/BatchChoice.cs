using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Batches;
using HolySheep.Chat;

namespace HolySheep.Providers.Batches;

/// <summary>The batch API of a provider that asks each model through the interface that serves it. Files and batches of both are the same; requests and results are not.</summary>
internal sealed class BatchChoice(IBatchApi chat, IBatchApi responses) : IBatchApi
{
    public BatchBounds Bounds => chat.Bounds;

    public void WriteRequest(Stream output, string id, ProviderCall call) => (call.Candidate.Responses ? responses : chat).WriteRequest(output, id, call);

    public Task<BatchReply<string>> UploadAsync(BatchOrder order, Secret? key, CancellationToken cancellationToken) => Of(order).UploadAsync(order, key, cancellationToken);

    public Task<BatchReply<string>> FindFileAsync(BatchOrder order, Secret? key, CancellationToken cancellationToken) => Of(order).FindFileAsync(order, key, cancellationToken);

    public Task<BatchReply<BatchStanding>> SubmitAsync(BatchOrder order, string? file, Secret? key, CancellationToken cancellationToken) =>
        Of(order).SubmitAsync(order, file, key, cancellationToken);

    public Task<BatchReply<BatchSearch>> FindAsync(BatchOrder order, DateTimeOffset since, Secret? key, CancellationToken cancellationToken) =>
        Of(order).FindAsync(order, since, key, cancellationToken);

    public Task<BatchReply<BatchStanding>> PollAsync(BatchOrder order, string id, Secret? key, CancellationToken cancellationToken) => Of(order).PollAsync(order, id, key, cancellationToken);

    public Task<BatchReply<BatchStanding>> CancelAsync(BatchOrder order, string id, Secret? key, CancellationToken cancellationToken) =>
        Of(order).CancelAsync(order, id, key, cancellationToken);

    public Task<BatchReply<BatchLines>> ReadAsync(BatchOrder order, BatchStanding ended, ProviderCall call, Func<BatchAnswer, Task> keep, Secret? key, CancellationToken cancellationToken) =>
        Of(order).ReadAsync(order, ended, call, keep, key, cancellationToken);

    public Task<BatchReply<bool>> DeleteFileAsync(string file, Secret? key, CancellationToken cancellationToken) => chat.DeleteFileAsync(file, key, cancellationToken);

    private IBatchApi Of(BatchOrder order) => order.Target.Responses ? responses : chat;
}
