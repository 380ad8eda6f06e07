using System;
using System.Threading.Tasks;
using HolySheep.Batches;

namespace HolySheep.Providers.Batches;

/// <summary>Cancels batches that may have ended already.</summary>
internal static class BatchCancel
{
    /// <summary>The reply to a cancellation; if it was refused since the batch ended or is being cancelled, what a poll says of it.</summary>
    public static async Task<BatchReply<BatchStanding>> SendAsync(Task<BatchReply<BatchStanding>> cancelling, Func<Task<BatchReply<BatchStanding>>> poll)
    {
        var reply = await cancelling.ConfigureAwait(false);
        if (reply.Failure is not { Status: 400 or 409 or 422 })
        {
            return reply;
        }

        var standing = await poll().ConfigureAwait(false);
        return standing.Value is { State: BatchState.Cancelling or BatchState.Ended or BatchState.Refused } ? standing : reply;
    }
}
