using System;
using System.IO;
using System.Net.Http;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Batches;
using HolySheep.Chat;
using HolySheep.Configuration;
using HolySheep.Providers.Exchange;

namespace HolySheep.Providers.Batches.OpenAI;

/// <summary>The batch API of OpenAI, which Azure and others have too: files of requests and of results, and batches that are found by their metadata.</summary>
internal sealed class OpenAIBatchApi(BatchExchange exchange, OpenAIPlaces places) : IBatchApi
{
    private const string Window = "24h";

    // Deletes the results of a job that is never collected; the longest time that OpenAI and Azure take.
    private const int ResultsExpireAfter = 30 * 24 * 3600;

    private readonly BatchFiles _files = new(exchange, places.Files, Pages(places.Files, "purpose=batch&limit=1000"));

    public BatchBounds Bounds => places.Bounds;

    public void WriteRequest(Stream output, string id, ProviderCall call) => RequestLine.Write(output, exchange.Wire, call, "body", writer =>
    {
        writer.WriteString("custom_id", id);
        writer.WriteString("method", "POST");
        writer.WriteString("url", places.Row);
    });

    public Task<BatchReply<string>> UploadAsync(BatchOrder order, Secret? key, CancellationToken cancellationToken) => _files.UploadAsync(order, key, cancellationToken);

    public Task<BatchReply<string>> FindFileAsync(BatchOrder order, Secret? key, CancellationToken cancellationToken) => _files.FindAsync(order, key, cancellationToken);

    public async Task<BatchReply<BatchStanding>> SubmitAsync(BatchOrder order, string? file, Secret? key, CancellationToken cancellationToken)
    {
        var body = Body(order, file);
        var reply = await exchange.AskAsync(
            new BatchRequest(HttpMethod.Post, places.Batches, key, _ => JsonBody.Content(body)), "a batch", Read, cancellationToken).ConfigureAwait(false);
        return BatchRefusal.Explain(reply, places.Batches);
    }

    public Task<BatchReply<BatchSearch>> FindAsync(BatchOrder order, DateTimeOffset since, Secret? key, CancellationToken cancellationToken) =>
        new PageSearch(exchange, key).FindBatchAsync(Pages(places.Batches, "limit=100"), item => BatchMetadata.Names(item, order) ? Read(item) : null, BatchJson.CreatedAt, since, cancellationToken);

    public Task<BatchReply<BatchStanding>> PollAsync(BatchOrder order, string id, Secret? key, CancellationToken cancellationToken) =>
        exchange.AskAsync(new BatchRequest(HttpMethod.Get, BatchAddress.Of(places.Batches, id), key), "a batch", Read, cancellationToken);

    public Task<BatchReply<BatchStanding>> CancelAsync(BatchOrder order, string id, Secret? key, CancellationToken cancellationToken) => BatchCancel.SendAsync(
        exchange.AskAsync(new BatchRequest(HttpMethod.Post, BatchAddress.Of(places.Batches, id, "/cancel"), key), "a batch", Read, cancellationToken),
        () => PollAsync(order, id, key, cancellationToken));

    public Task<BatchReply<BatchLines>> ReadAsync(BatchOrder order, BatchStanding ended, ProviderCall call, Func<BatchAnswer, Task> keep, Secret? key, CancellationToken cancellationToken) =>
        _files.ReadAsync(order, ended, new RowReader(exchange.Wire, call), keep, key, cancellationToken);

    public Task<BatchReply<bool>> DeleteFileAsync(string file, Secret? key, CancellationToken cancellationToken) => _files.DeleteAsync(file, key, cancellationToken);

    private static PageForm Pages(Uri address, string query) => new(
        "data",
        mark => BaseUrl.With(address, mark is null ? query : $"{query}&after={Uri.EscapeDataString(mark)}"),
        (root, _) => JsonMember.Of(root, "has_more").ValueKind == JsonValueKind.True && JsonMember.Of(root, "data") is { ValueKind: JsonValueKind.Array } data && data.GetArrayLength() > 0
            ? JsonMember.Text(data[data.GetArrayLength() - 1], "id")
            : null);

    private BatchStanding? Read(JsonElement batch) => BatchJson.Read(batch, exchange.Wire);

    private byte[] Body(BatchOrder order, string? file) => JsonBody.Of(writer =>
    {
        writer.WriteString("input_file_id", file);
        writer.WriteString("endpoint", places.Endpoint);
        writer.WriteString("completion_window", Window);
        BatchMetadata.Write(writer, order);
        if (places.TakesExpiry)
        {
            writer.WriteStartObject("output_expires_after");
            writer.WriteString("anchor", "created_at");
            writer.WriteNumber("seconds", ResultsExpireAfter);
            writer.WriteEndObject();
        }
    });
}
