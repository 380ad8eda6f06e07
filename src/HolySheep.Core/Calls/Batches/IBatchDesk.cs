using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Batches;
using HolySheep.Chat;
using HolySheep.Planning;

namespace HolySheep.Calls.Batches;

/// <summary>
/// The batches of one target: its provider's batch API with the key, its books, and answers read as those of calls. What may be repeated is repeated;
/// an upload and a submission are not. Every operation throws <see cref="OperationCanceledException"/> if its token is cancelled.
/// </summary>
internal interface IBatchDesk
{
    /// <summary>The target.</summary>
    RouteCandidate Target { get; }

    /// <summary>The most that one batch may hold.</summary>
    BatchBounds Bounds { get; }

    /// <summary>The time for which a batch that was handed over may not be found yet.</summary>
    TimeSpan Settling { get; }

    /// <summary>Tells the key for further batches from other keys; null if the provider needs none.</summary>
    string? KeyMark { get; }

    /// <summary>Whether a key with this mark is one of the provider's, or no mark is known: the batches of another account are not shown.</summary>
    bool HasKey(string? mark);

    /// <summary>Gives further batches to another key of the provider than a refused one; false if none is left.</summary>
    /// <param name="refused">The mark of the refused key; null if it is the one for further batches.</param>
    bool TryNextKey(string? refused);

    /// <summary>Resolves the request of a row as calls do; <see cref="BookAsync"/> and <see cref="Write"/> take the result.</summary>
    /// <exception cref="Errors.HolySheepException">The request is not usable.</exception>
    ChatRequest Accept(ChatRequest request);

    /// <summary>Reserves the estimate of a row with every budget that counts it, at the price of a batch. A row of an intent is booked once: an intent that was not handed over is released before its rows are booked under another.</summary>
    /// <param name="intent">The batch.</param>
    /// <param name="id">The id of the row.</param>
    /// <param name="request">What it asks, resolved.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    Task<BatchBooking> BookAsync(BatchIntent intent, string id, ChatRequest request, CancellationToken cancellationToken);

    /// <summary>Gives back what is reserved for a row that no provider answers any more; nothing happens if nothing is reserved for it.</summary>
    /// <param name="intent">The batch.</param>
    /// <param name="id">The id of the row.</param>
    /// <param name="request">What was asked of every row, without its prompt.</param>
    /// <param name="why">Why no provider answers it.</param>
    Task ReleaseAsync(BatchIntent intent, string id, ChatRequest request, string why);

    /// <summary>Writes a row as one line of JSON without its end.</summary>
    void Write(Stream output, string id, ChatRequest request);

    /// <inheritdoc cref="Providers.Batches.IBatchApi.UploadAsync"/>
    Task<BatchReply<string>> UploadAsync(BatchOrder order, CancellationToken cancellationToken);

    /// <inheritdoc cref="Providers.Batches.IBatchApi.FindFileAsync"/>
    Task<BatchReply<string>> FindFileAsync(BatchOrder order, CancellationToken cancellationToken);

    /// <inheritdoc cref="Providers.Batches.IBatchApi.SubmitAsync"/>
    Task<BatchReply<BatchStanding>> SubmitAsync(BatchOrder order, string? file, CancellationToken cancellationToken);

    /// <inheritdoc cref="Providers.Batches.IBatchApi.FindAsync"/>
    Task<BatchReply<BatchSearch>> FindAsync(BatchOrder order, DateTimeOffset since, CancellationToken cancellationToken);

    /// <inheritdoc cref="Providers.Batches.IBatchApi.PollAsync"/>
    Task<BatchReply<BatchStanding>> PollAsync(BatchOrder order, string id, CancellationToken cancellationToken);

    /// <inheritdoc cref="Providers.Batches.IBatchApi.CancelAsync"/>
    Task<BatchReply<BatchStanding>> CancelAsync(BatchOrder order, string id, CancellationToken cancellationToken);

    /// <summary>Reads the results of a batch that ended, in any order, and settles each in the books once it is kept. The value counts the lines; a result may come twice, and reading again settles nothing twice.</summary>
    /// <param name="intent">The intent of the batch.</param>
    /// <param name="order">The batch.</param>
    /// <param name="ended">What the last poll said of it.</param>
    /// <param name="request">What was asked of every row, without its prompt.</param>
    /// <param name="keep">Keeps the results one by one; false if the result is not of a row of the batch, and then nothing is settled.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    Task<BatchReply<BatchLines>> ReadAsync(BatchIntent intent, BatchOrder order, BatchStanding ended, ChatRequest request, Func<BatchRow, Task<bool>> keep, CancellationToken cancellationToken);

    /// <inheritdoc cref="Providers.Batches.IBatchApi.DeleteFileAsync"/>
    Task<BatchReply<bool>> DeleteFileAsync(BatchOrder order, string file, CancellationToken cancellationToken);
}
