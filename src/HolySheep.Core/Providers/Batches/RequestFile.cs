using System;
using System.IO;
using System.Net.Http;
using System.Threading.Tasks;
using HolySheep.Batches;
using HolySheep.Failures;
using HolySheep.Transport;

namespace HolySheep.Providers.Batches;

/// <summary>The file of an order's requests.</summary>
internal static class RequestFile
{
    /// <summary>The bytes of the file; null if it is gone.</summary>
    public static long? LengthOf(BatchOrder order) => new FileInfo(order.Path) is { Exists: true } file ? file.Length : null;

    /// <summary>Sends the file; fails without a request if it cannot be read.</summary>
    /// <param name="order">The order.</param>
    /// <param name="wrap">Makes the body of the file and the limit of silence.</param>
    /// <param name="send">Sends the body.</param>
    public static async Task<BatchReply<T>> SendAsync<T>(BatchOrder order, Func<FileStream, StallGuard, HttpContent> wrap, Func<Func<StallGuard, HttpContent>, Task<BatchReply<T>>> send)
    {
        try
        {
            using var file = new FileStream(order.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1, useAsync: true);
            return await send(guard => wrap(file, guard)).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new BatchReply<T>(default, new Failure
            {
                Signal = FailureSignal.InvalidRequest,
                Message = $"the requests of the batch in '{order.Path}' cannot be read: {exception.Message.TrimEnd('.')}",
                Cause = exception,
            });
        }
    }
}
