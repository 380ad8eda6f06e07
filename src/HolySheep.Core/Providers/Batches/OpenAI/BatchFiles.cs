using System;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Batches;
using HolySheep.Chat;
using HolySheep.Providers.Exchange;

namespace HolySheep.Providers.Batches.OpenAI;

/// <summary>The files of batches, in the form that OpenAI, Azure and Mistral share.</summary>
/// <param name="exchange">Sends the requests.</param>
/// <param name="files">The address of the files.</param>
/// <param name="list">How they are listed.</param>
internal sealed class BatchFiles(BatchExchange exchange, Uri files, PageForm list)
{
    // Not in the lines of a file, which have no carriage return before a hyphen.
    private const string Boundary = "holysheep-batch-7c1f0d52";

    /// <summary>Uploads the requests of an order; the value is the id of the file.</summary>
    public async Task<BatchReply<string>> UploadAsync(BatchOrder order, Secret? key, CancellationToken cancellationToken)
    {
        var before = $"--{Boundary}\r\nContent-Disposition: form-data; name=\"purpose\"\r\n\r\nbatch\r\n"
            + $"--{Boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{NameOf(order)}\"\r\nContent-Type: application/jsonl\r\n\r\n";
        var reply = await RequestFile.SendAsync(
            order,
            (file, guard) => FileContent.Of(file, (before, $"\r\n--{Boundary}--\r\n"), "multipart/form-data; boundary=" + Boundary, guard),
            content => exchange.AskAsync(new BatchRequest(HttpMethod.Post, files, key, content), "a file", root => JsonMember.Text(root, "id"), cancellationToken)).ConfigureAwait(false);
        return reply.Failure is { } failure ? reply with { Failure = BatchExchange.OfMissingApi(failure, files) } : reply;
    }

    /// <summary>Looks for the file of an order by its name; null if it is not there.</summary>
    public Task<BatchReply<string>> FindAsync(BatchOrder order, Secret? key, CancellationToken cancellationToken) => new PageSearch(exchange, key).FindFileAsync(
        list, order, item => JsonMember.Text(item, "filename") == NameOf(order) ? JsonMember.Text(item, "id") : null, "bytes", cancellationToken);

    /// <summary>Reads the results of a batch that ended: its answers, then its errors; the value counts their lines.</summary>
    public async Task<BatchReply<BatchLines>> ReadAsync(BatchOrder order, BatchStanding ended, RowReader rows, Func<BatchAnswer, Task> keep, Secret? key, CancellationToken cancellationToken)
    {
        var lines = default(BatchLines);
        foreach (var file in ended.Results)
        {
            var (read, failure) = await exchange.ReadLinesAsync(
                new BatchRequest(HttpMethod.Get, BatchAddress.Of(files, file, "/content"), key),
                order.Requests,
                line => ResultLines.TakeAsync(line, rows, OpenAILine.Read, keep),
                cancellationToken).ConfigureAwait(false);
            lines = lines.Plus(read);
            if (failure is not null)
            {
                return new BatchReply<BatchLines>(lines, failure);
            }
        }

        return new BatchReply<BatchLines>(lines);
    }

    /// <summary>Deletes a file; the value is false if it was not there.</summary>
    public Task<BatchReply<bool>> DeleteAsync(string file, Secret? key, CancellationToken cancellationToken) =>
        exchange.DeleteAsync(new BatchRequest(HttpMethod.Delete, BatchAddress.Of(files, file), key), cancellationToken);

    private static string NameOf(BatchOrder order) => order.Name + ".jsonl";
}
