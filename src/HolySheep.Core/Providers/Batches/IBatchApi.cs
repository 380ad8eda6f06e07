using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Batches;
using HolySheep.Chat;

namespace HolySheep.Providers.Batches;

/// <summary>The batch API of one provider. Never retries: an operation has one outcome. Every operation throws <see cref="OperationCanceledException"/> if its token is cancelled, and nothing else.</summary>
internal interface IBatchApi
{
    /// <summary>The most that one batch may hold.</summary>
    BatchBounds Bounds { get; }

    /// <summary>Writes a request as one line of JSON without its end.</summary>
    /// <param name="output">Takes the line in UTF-8.</param>
    /// <param name="id">Tells the requests of a batch apart: letters, digits, hyphens and underscores, at most 64 of them.</param>
    /// <param name="call">What is asked.</param>
    void WriteRequest(Stream output, string id, ProviderCall call);

    /// <summary>Uploads the requests; the value is the id of the file, or null if the API takes them only with the batch.</summary>
    Task<BatchReply<string>> UploadAsync(BatchOrder order, Secret? key, CancellationToken cancellationToken);

    /// <summary>Looks for an uploaded file whose id was lost; null if it is not there, or if files cannot be found.</summary>
    Task<BatchReply<string>> FindFileAsync(BatchOrder order, Secret? key, CancellationToken cancellationToken);

    /// <summary>Hands a batch over.</summary>
    /// <param name="order">The batch.</param>
    /// <param name="file">The id of its uploaded file; null if the API takes the requests with the batch.</param>
    /// <param name="key">The key.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    Task<BatchReply<BatchStanding>> SubmitAsync(BatchOrder order, string? file, Secret? key, CancellationToken cancellationToken);

    /// <summary>Looks for a batch whose id was lost: by its name, or by the ids of its requests if the API keeps no name.</summary>
    /// <param name="order">The batch; its file may be gone.</param>
    /// <param name="since">The time before which it cannot have been handed over.</param>
    /// <param name="key">The key.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <returns>What was found, and whether what was not found is certain not to be there.</returns>
    Task<BatchReply<BatchSearch>> FindAsync(BatchOrder order, DateTimeOffset since, Secret? key, CancellationToken cancellationToken);

    /// <summary>Asks how far a batch is.</summary>
    Task<BatchReply<BatchStanding>> PollAsync(BatchOrder order, string id, Secret? key, CancellationToken cancellationToken);

    /// <summary>Cancels a batch; what is answered already can be read once it ended.</summary>
    Task<BatchReply<BatchStanding>> CancelAsync(BatchOrder order, string id, Secret? key, CancellationToken cancellationToken);

    /// <summary>Reads the results of a batch that ended, in any order; the value counts its lines. Lines that cannot be read are left out, and an id may come twice.</summary>
    /// <param name="order">The batch.</param>
    /// <param name="ended">What the last poll said of it.</param>
    /// <param name="call">What was asked of every row, without its prompt.</param>
    /// <param name="keep">Takes the results one by one.</param>
    /// <param name="key">The key.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    Task<BatchReply<BatchLines>> ReadAsync(BatchOrder order, BatchStanding ended, ProviderCall call, Func<BatchAnswer, Task> keep, Secret? key, CancellationToken cancellationToken);

    /// <summary>Deletes a file at the provider; the value is false if it was not there.</summary>
    Task<BatchReply<bool>> DeleteFileAsync(string file, Secret? key, CancellationToken cancellationToken);
}
