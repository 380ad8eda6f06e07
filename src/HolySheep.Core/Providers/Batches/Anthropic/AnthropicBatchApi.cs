using System;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Batches;
using HolySheep.Chat;
using HolySheep.Configuration;
using HolySheep.Providers.Exchange;

namespace HolySheep.Providers.Batches.Anthropic;

/// <summary>The batch API of Anthropic: requests come with the batch, which has no name, so that it is found by the ids in its results.</summary>
internal sealed class AnthropicBatchApi(BatchExchange exchange, Uri baseUrl) : IBatchApi
{
    private readonly Uri _batches = BaseUrl.Append(baseUrl, "/messages/batches");

    // 256 MB with what is around the requests.
    public BatchBounds Bounds { get; } = new(100_000, 255L * 1_000_000);

    public void WriteRequest(Stream output, string id, ProviderCall call) =>
        RequestLine.Write(output, exchange.Wire, call, "params", writer => writer.WriteString("custom_id", id));

    public Task<BatchReply<string>> UploadAsync(BatchOrder order, Secret? key, CancellationToken cancellationToken) => Task.FromResult(new BatchReply<string>(null));

    public Task<BatchReply<string>> FindFileAsync(BatchOrder order, Secret? key, CancellationToken cancellationToken) => Task.FromResult(new BatchReply<string>(null));

    public async Task<BatchReply<BatchStanding>> SubmitAsync(BatchOrder order, string? file, Secret? key, CancellationToken cancellationToken)
    {
        var reply = await RequestFile.SendAsync(
            order,
            (requests, guard) => FileContent.List(requests, ("{\"requests\":[", "]}"), "application/json", guard),
            content => AskAsync(new BatchRequest(HttpMethod.Post, _batches, key, content), cancellationToken)).ConfigureAwait(false);
        return BatchRefusal.Explain(reply, _batches);
    }

    public async Task<BatchReply<BatchSearch>> FindAsync(BatchOrder order, DateTimeOffset since, Secret? key, CancellationToken cancellationToken)
    {
        var (list, failure) = await new PageSearch(exchange, key).FindAsync(
            Pages(),
            item => AnthropicBatch.Read(item) is { } batch && batch.Total == order.Requests && !(batch.CreatedAt < since - BatchTime.Tolerance) ? batch : null,
            item => BatchTime.Read(JsonMember.Of(item, "created_at")),
            since,
            isEnough: false,
            cancellationToken).ConfigureAwait(false);
        if (failure is not null)
        {
            return new BatchReply<BatchSearch>(null, failure);
        }

        // What a batch holds can be read once it ended; one that is too old has no results any more.
        var isCertain = list.IsWhole && list.Found.All(batch => batch.Standing.State == BatchState.Ended && !batch.IsArchived);
        foreach (var batch in list.Found.Where(batch => batch.Standing.State == BatchState.Ended && !batch.IsArchived))
        {
            var (id, fault) = await FirstIdAsync(batch.Standing.Id, order, key, cancellationToken).ConfigureAwait(false);
            if (id is not null && BatchIds.AreOf(order, id))
            {
                return new BatchReply<BatchSearch>(new BatchSearch(batch.Standing, IsCertain: true));
            }

            if (fault is { Status: not (404 or 410) })
            {
                return new BatchReply<BatchSearch>(null, fault);
            }

            isCertain &= id is not null;
        }

        return new BatchReply<BatchSearch>(new BatchSearch(null, isCertain));
    }

    public Task<BatchReply<BatchStanding>> PollAsync(BatchOrder order, string id, Secret? key, CancellationToken cancellationToken) =>
        AskAsync(new BatchRequest(HttpMethod.Get, BatchAddress.Of(_batches, id), key), cancellationToken);

    public Task<BatchReply<BatchStanding>> CancelAsync(BatchOrder order, string id, Secret? key, CancellationToken cancellationToken) => BatchCancel.SendAsync(
        AskAsync(new BatchRequest(HttpMethod.Post, BatchAddress.Of(_batches, id, "/cancel"), key), cancellationToken), () => PollAsync(order, id, key, cancellationToken));

    public Task<BatchReply<BatchLines>> ReadAsync(BatchOrder order, BatchStanding ended, ProviderCall call, Func<BatchAnswer, Task> keep, Secret? key, CancellationToken cancellationToken)
    {
        var rows = new RowReader(exchange.Wire, call);
        return exchange.ReadLinesAsync(ResultsOf(ended.Id, key), order.Requests, line => ResultLines.TakeAsync(line, rows, AnthropicLine.Read, keep), cancellationToken);
    }

    /// <summary>Deletes a batch with its results, which are a part of it.</summary>
    public Task<BatchReply<bool>> DeleteFileAsync(string file, Secret? key, CancellationToken cancellationToken) =>
        exchange.DeleteAsync(new BatchRequest(HttpMethod.Delete, BatchAddress.Of(_batches, file), key), cancellationToken);

    // Not at the address that the provider gives: it may be that of another host, which must not see the key.
    private BatchRequest ResultsOf(string id, Secret? key) => new(HttpMethod.Get, BatchAddress.Of(_batches, id, "/results"), key);

    private Task<BatchReply<string>> FirstIdAsync(string id, BatchOrder order, Secret? key, CancellationToken cancellationToken) =>
        exchange.FindLineAsync(ResultsOf(id, key), order.Requests, line => ResultLines.IdOf(line, "custom_id"u8), cancellationToken);

    private Task<BatchReply<BatchStanding>> AskAsync(BatchRequest request, CancellationToken cancellationToken) =>
        exchange.AskAsync(request, "a batch", batch => AnthropicBatch.Read(batch)?.Standing, cancellationToken);

    private PageForm Pages() => new(
        "data",
        mark => BaseUrl.With(_batches, mark is null ? "limit=100" : $"limit=100&after_id={Uri.EscapeDataString(mark)}"),
        (root, _) => JsonMember.Of(root, "has_more").ValueKind == JsonValueKind.True ? JsonMember.Text(root, "last_id") : null);
}
