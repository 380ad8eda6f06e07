using System;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Batches;
using HolySheep.Chat;
using HolySheep.Providers.Exchange;

namespace HolySheep.Providers.Batches.Gemini;

/// <summary>The files of batches at Gemini, which are uploaded in two steps.</summary>
internal sealed class GeminiFiles(BatchExchange exchange, GeminiPlaces places)
{
    private const string ContentType = "application/jsonl";

    /// <summary>Uploads the requests of an order; the value is the name of the file.</summary>
    public Task<BatchReply<string>> UploadAsync(BatchOrder order, Secret? key, CancellationToken cancellationToken) => RequestFile.SendAsync(
        order,
        (file, guard) => With(FileContent.Of(file, ("", ""), ContentType, guard), ("X-Goog-Upload-Offset", "0"), ("X-Goog-Upload-Command", "upload, finalize")),
        async content =>
        {
            var (place, failure) = await BeginAsync(order, key, cancellationToken).ConfigureAwait(false);
            return place is null
                ? new BatchReply<string>(null, failure is null ? null : BatchExchange.OfMissingApi(failure, places.Upload))
                : await exchange.AskAsync(
                    new BatchRequest(HttpMethod.Post, place, key, content), "a file", root => JsonMember.Text(JsonMember.Of(root, "file"), "name"), cancellationToken).ConfigureAwait(false);
        });

    /// <summary>Looks for the file of an order by its name; null if it is not there.</summary>
    public Task<BatchReply<string>> FindAsync(BatchOrder order, Secret? key, CancellationToken cancellationToken) => new PageSearch(exchange, key).FindFileAsync(
        GeminiPages.Of("files", places.Files), order, item => JsonMember.Text(item, "displayName") == order.Name ? JsonMember.Text(item, "name") : null, "sizeBytes", cancellationToken);

    /// <summary>Reads the lines of a file; the value counts them.</summary>
    public Task<BatchReply<BatchLines>> ReadAsync(string name, int expected, Func<ReadOnlyMemory<byte>, Task<bool>> take, Secret? key, CancellationToken cancellationToken) =>
        exchange.ReadLinesAsync(new BatchRequest(HttpMethod.Get, places.Download(name), key), expected, take, cancellationToken);

    /// <summary>Deletes a file; the value is false if it was not there.</summary>
    public async Task<BatchReply<bool>> DeleteAsync(string name, Secret? key, CancellationToken cancellationToken)
    {
        var reply = await exchange.DeleteAsync(new BatchRequest(HttpMethod.Delete, places.Of(name), key), cancellationToken).ConfigureAwait(false);

        // Google says of a file that is not there that it may not be seen.
        return reply.Failure is { Status: 403 } failure && failure.Message.IndexOf("may not exist", StringComparison.OrdinalIgnoreCase) >= 0 ? new BatchReply<bool>(false) : reply;
    }

    private Task<BatchReply<Uri>> BeginAsync(BatchOrder order, Secret? key, CancellationToken cancellationToken)
    {
        var body = JsonBody.Of(writer =>
        {
            writer.WriteStartObject("file");
            writer.WriteString("displayName", order.Name);
            writer.WriteEndObject();
        });
        return exchange.AskHeadersAsync(
            new BatchRequest(HttpMethod.Post, places.Upload, key, _ => With(
                JsonBody.Content(body),
                ("X-Goog-Upload-Protocol", "resumable"),
                ("X-Goog-Upload-Command", "start"),
                ("X-Goog-Upload-Header-Content-Length", FormattableString.Invariant($"{RequestFile.LengthOf(order)}")),
                ("X-Goog-Upload-Header-Content-Type", ContentType))),
            "the beginning of an upload at the same server",
            headers => headers.TryGetValues("x-goog-upload-url", out var urls) && Uri.TryCreate(urls.First(), UriKind.Absolute, out var place) && places.IsOwn(place) ? place : null,
            cancellationToken);
    }

    private static HttpContent With(HttpContent content, params (string Name, string Value)[] headers)
    {
        foreach (var (name, value) in headers)
        {
            content.Headers.TryAddWithoutValidation(name, value);
        }

        return content;
    }
}
