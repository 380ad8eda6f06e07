using System;
using System.IO;
using System.Net.Http;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Batches;
using HolySheep.Chat;
using HolySheep.Configuration;
using HolySheep.Providers.Batches.OpenAI;
using HolySheep.Providers.Exchange;

namespace HolySheep.Providers.Batches.Mistral;

/// <summary>The batch API of Mistral: files as OpenAI's, and jobs that are found by their metadata.</summary>
internal sealed class MistralBatchApi : IBatchApi
{
    private const string Endpoint = "/v1/chat/completions";
    private const int Hours = 24;
    private readonly BatchExchange _exchange;
    private readonly Uri _jobs;
    private readonly BatchFiles _files;

    public MistralBatchApi(BatchExchange exchange, Uri baseUrl)
    {
        var files = BaseUrl.Append(baseUrl, "/files");
        (_exchange, _jobs) = (exchange, BaseUrl.Append(baseUrl, "/batch/jobs"));
        _files = new BatchFiles(exchange, files, Pages(files, "purpose=batch&"));
    }

    public BatchBounds Bounds { get; } = new(1_000_000, 500L * 1_000_000);

    public void WriteRequest(Stream output, string id, ProviderCall call) =>
        RequestLine.Write(output, _exchange.Wire, call, "body", writer => writer.WriteString("custom_id", id));

    public Task<BatchReply<string>> UploadAsync(BatchOrder order, Secret? key, CancellationToken cancellationToken) => _files.UploadAsync(order, key, cancellationToken);

    public Task<BatchReply<string>> FindFileAsync(BatchOrder order, Secret? key, CancellationToken cancellationToken) => _files.FindAsync(order, key, cancellationToken);

    public async Task<BatchReply<BatchStanding>> SubmitAsync(BatchOrder order, string? file, Secret? key, CancellationToken cancellationToken)
    {
        var body = JsonBody.Of(writer =>
        {
            writer.WriteStartArray("input_files");
            writer.WriteStringValue(file);
            writer.WriteEndArray();
            writer.WriteString("model", order.Target.Model);
            writer.WriteString("endpoint", Endpoint);
            writer.WriteNumber("timeout_hours", Hours);
            BatchMetadata.Write(writer, order);
        });
        var reply = await _exchange.AskAsync(new BatchRequest(HttpMethod.Post, _jobs, key, _ => JsonBody.Content(body)), "a job", Read, cancellationToken).ConfigureAwait(false);
        return BatchRefusal.Explain(reply, _jobs);
    }

    public Task<BatchReply<BatchSearch>> FindAsync(BatchOrder order, DateTimeOffset since, Secret? key, CancellationToken cancellationToken) =>
        new PageSearch(_exchange, key).FindBatchAsync(Pages(_jobs, ""), item => BatchMetadata.Names(item, order) ? Read(item) : null, BatchJson.CreatedAt, since, cancellationToken);

    public Task<BatchReply<BatchStanding>> PollAsync(BatchOrder order, string id, Secret? key, CancellationToken cancellationToken) =>
        _exchange.AskAsync(new BatchRequest(HttpMethod.Get, BatchAddress.Of(_jobs, id), key), "a job", Read, cancellationToken);

    public Task<BatchReply<BatchStanding>> CancelAsync(BatchOrder order, string id, Secret? key, CancellationToken cancellationToken) => BatchCancel.SendAsync(
        _exchange.AskAsync(new BatchRequest(HttpMethod.Post, BatchAddress.Of(_jobs, id, "/cancel"), key), "a job", Read, cancellationToken),
        () => PollAsync(order, id, key, cancellationToken));

    public Task<BatchReply<BatchLines>> ReadAsync(BatchOrder order, BatchStanding ended, ProviderCall call, Func<BatchAnswer, Task> keep, Secret? key, CancellationToken cancellationToken) =>
        _files.ReadAsync(order, ended, new RowReader(_exchange.Wire, call), keep, key, cancellationToken);

    public Task<BatchReply<bool>> DeleteFileAsync(string file, Secret? key, CancellationToken cancellationToken) => _files.DeleteAsync(file, key, cancellationToken);

    // The last page is the one that is empty, or holds as many as there are.
    private static PageForm Pages(Uri address, string query) => new(
        "data",
        mark => BaseUrl.With(address, $"{query}page_size=100&page={mark ?? "0"}"),
        (root, number) => JsonMember.Of(root, "data") is { ValueKind: JsonValueKind.Array } data && data.GetArrayLength() is > 0 and var length && length < JsonMember.Count(root, "total")
            ? FormattableString.Invariant($"{number + 1}")
            : null);

    private BatchStanding? Read(JsonElement job) => MistralJob.Read(job, _exchange.Wire);
}
