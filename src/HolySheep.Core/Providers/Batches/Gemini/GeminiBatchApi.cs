using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Batches;
using HolySheep.Chat;

namespace HolySheep.Providers.Batches.Gemini;

/// <summary>The batch API of Gemini: a file of requests, batches that are found by their displayed name, and a file of results.</summary>
internal sealed class GeminiBatchApi(BatchExchange exchange, GeminiPlaces places) : IBatchApi
{
    private const string Method = ":generateContent";
    private const string BatchMethod = ":batchGenerateContent";
    private readonly GeminiFiles _files = new(exchange, places);

    // The API names no number of requests.
    public BatchBounds Bounds { get; } = new(100_000, 2_000_000_000);

    public void WriteRequest(Stream output, string id, ProviderCall call) =>
        RequestLine.Write(output, exchange.Wire, call, "request", writer => writer.WriteString("key", id));

    public Task<BatchReply<string>> UploadAsync(BatchOrder order, Secret? key, CancellationToken cancellationToken) => _files.UploadAsync(order, key, cancellationToken);

    public Task<BatchReply<string>> FindFileAsync(BatchOrder order, Secret? key, CancellationToken cancellationToken) => _files.FindAsync(order, key, cancellationToken);

    public async Task<BatchReply<BatchStanding>> SubmitAsync(BatchOrder order, string? file, Secret? key, CancellationToken cancellationToken)
    {
        var address = AddressOf(order);
        var body = JsonBody.Of(writer =>
        {
            writer.WriteStartObject("batch");
            writer.WriteString("displayName", order.Name);
            writer.WriteStartObject("inputConfig");
            writer.WriteString("fileName", file);
            writer.WriteEndObject();
            writer.WriteEndObject();
        });
        var reply = await AskAsync(new BatchRequest(HttpMethod.Post, address, key, _ => JsonBody.Content(body)), cancellationToken).ConfigureAwait(false);
        return BatchRefusal.Explain(reply, address);
    }

    public Task<BatchReply<BatchSearch>> FindAsync(BatchOrder order, DateTimeOffset since, Secret? key, CancellationToken cancellationToken) =>
        new PageSearch(exchange, key).FindBatchAsync(
            GeminiPages.Of("operations", places.Batches),
            item => GeminiOperation.NameOf(item) == order.Name ? GeminiOperation.Read(item, exchange.Wire) : null,
            GeminiOperation.CreatedAt,
            since,
            cancellationToken);

    public Task<BatchReply<BatchStanding>> PollAsync(BatchOrder order, string id, Secret? key, CancellationToken cancellationToken) =>
        AskAsync(new BatchRequest(HttpMethod.Get, places.Of(id), key), cancellationToken);

    public async Task<BatchReply<BatchStanding>> CancelAsync(BatchOrder order, string id, Secret? key, CancellationToken cancellationToken)
    {
        // The reply to a cancellation is empty.
        var reply = await exchange.AskAsync(new BatchRequest(HttpMethod.Post, places.Of(id, ":cancel"), key), "an object", root => root.ToString(), cancellationToken).ConfigureAwait(false);
        return await BatchCancel.SendAsync(
            reply.Failure is { } failure ? Task.FromResult(new BatchReply<BatchStanding>(null, failure)) : PollAsync(order, id, key, cancellationToken),
            () => PollAsync(order, id, key, cancellationToken)).ConfigureAwait(false);
    }

    public async Task<BatchReply<BatchLines>> ReadAsync(BatchOrder order, BatchStanding ended, ProviderCall call, Func<BatchAnswer, Task> keep, Secret? key, CancellationToken cancellationToken)
    {
        var rows = new RowReader(exchange.Wire, call);
        if (ended.Results is [{ } file, ..])
        {
            return await _files.ReadAsync(file, order.Requests, line => ResultLines.TakeAsync(line, rows, GeminiLine.Read, keep), key, cancellationToken).ConfigureAwait(false);
        }

        var (items, failure) = await exchange.AskAsync<IReadOnlyList<byte[]>>(
            new BatchRequest(HttpMethod.Get, places.Of(ended.Id), key),
            "a batch",
            root => GeminiOperation.Inlined(root) is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray().Select(item => Encoding.UTF8.GetBytes(item.GetRawText()))] : [],
            cancellationToken).ConfigureAwait(false);
        var lines = default(BatchLines);
        foreach (var item in items ?? [])
        {
            lines = lines.Plus(await ResultLines.TakeAsync(item, rows, GeminiLine.Read, keep).ConfigureAwait(false) ? new BatchLines(1, 0) : new BatchLines(0, 1));
        }

        return new BatchReply<BatchLines>(lines, failure);
    }

    public Task<BatchReply<bool>> DeleteFileAsync(string file, Secret? key, CancellationToken cancellationToken) => _files.DeleteAsync(file, key, cancellationToken);

    private Task<BatchReply<BatchStanding>> AskAsync(BatchRequest request, CancellationToken cancellationToken) =>
        exchange.AskAsync(request, "a batch", operation => GeminiOperation.Read(operation, exchange.Wire), cancellationToken);

    private Uri AddressOf(BatchOrder order)
    {
        var call = new ProviderCall { Candidate = order.Target, Request = new ChatRequest { Model = order.Target.Model, Messages = [] } };
        return new Uri(exchange.Wire.AnswerAddress(call).AbsoluteUri.Replace(Method, BatchMethod));
    }
}
