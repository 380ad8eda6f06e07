using System;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Batches;
using HolySheep.Csv.Journal;
using HolySheep.Failures;

namespace HolySheep.Csv.Lanes;

/// <summary>Hands batches over, so that a provider never gets one twice: the journal knows each step before it happens.</summary>
internal sealed class BatchSender(LaneContext lane, BatchDropper dropper)
{
    // After this time one search decides; before it, two do.
    private static readonly TimeSpan LongAgo = TimeSpan.FromMinutes(1);

    // The longest time that a provider takes for a batch, and a day.
    private static readonly TimeSpan LongestBatch = TimeSpan.FromHours(72);

    /// <summary>Uploads and submits a batch that is sealed or uploaded. The provider is asked once with each key that it does not refuse; the caller tries again later if it did not take it.</summary>
    public async Task<BatchSend> SendAsync(LaneBatch batch, CancellationToken cancel)
    {
        while (true)
        {
            var sent = await SendOnceAsync(batch, cancel).ConfigureAwait(false);
            if (sent.IsSent || sent.Failure is not { } failure || !LaneFault.IsOfKey(failure) || !lane.DeskOf(batch).TryNextKey(batch.KeyMark))
            {
                return sent;
            }

            // A file of one account cannot be used with the key of another.
            lane.Write(new BatchRecord(BatchStep.Sealed, batch.Name) { Count = batch.Count, Bytes = batch.Bytes, Cost = batch.Estimate });
        }
    }

    private async Task<BatchSend> SendOnceAsync(LaneBatch batch, CancellationToken cancel)
    {
        var desk = lane.DeskOf(batch);
        if (batch.Step == BatchStep.Sealed)
        {
            var upload = await desk.UploadAsync(lane.OrderOf(batch), cancel).ConfigureAwait(false);
            if (upload.Failure is { } failure)
            {
                // A file whose reply was lost is used.
                var found = upload.MayHaveHappened ? await desk.FindFileAsync(lane.OrderOf(batch), cancel).ConfigureAwait(false) : default;
                if (found.Value is null)
                {
                    return new BatchSend(false, failure);
                }

                upload = found;
            }

            Uploaded(batch, upload.Value, desk.KeyMark);
        }

        lane.Write(new BatchRecord(BatchStep.Submitting, batch.Name) { At = lane.Clock.GetUtcNow() });
        var reply = await desk.SubmitAsync(lane.OrderOf(batch), batch.File, cancel).ConfigureAwait(false);
        if (reply.Failure is null)
        {
            Submitted(batch, reply.Value!);
            return new BatchSend(true, null);
        }

        if (reply.MayHaveHappened)
        {
            return new BatchSend(true, reply.Failure);
        }

        Uploaded(batch, batch.File, batch.KeyMark);
        return new BatchSend(false, reply.Failure);
    }

    /// <summary>Looks for a batch that the provider may have. If it is certain that the provider does not have it, the batch may be handed over again.</summary>
    /// <returns>Why it could not be looked for, if that may pass; otherwise null.</returns>
    public async Task<Failure?> FindAsync(LaneBatch batch, CancellationToken cancel)
    {
        var desk = lane.DeskOf(batch);
        var reply = await desk.FindAsync(lane.OrderOf(batch), batch.SubmittedAt, cancel).ConfigureAwait(false);
        if (reply.Value?.Found is { } found)
        {
            Submitted(batch, found);
            return null;
        }

        if (reply.Failure is { } failure && LaneFault.MayPass(failure))
        {
            return failure;
        }

        // A search that is refused, or of another account, or that still cannot tell when every batch of that time has ended, decides nothing.
        var age = (lane.Clock.GetUtcNow() - batch.SubmittedAt).Duration();
        batch.IsUndecided = reply.Failure is not null || !desk.HasKey(batch.KeyMark) || (reply.Value is { IsCertain: false } && age > LongestBatch);
        if (!batch.IsUndecided && reply.Value is { IsCertain: true } && age >= desk.Settling && (++batch.Searches > 1 || age >= LongAgo))
        {
            batch.Searches = 0;
            Uploaded(batch, batch.File, batch.KeyMark);
        }

        return null;
    }

    private void Uploaded(LaneBatch batch, string? file, string? keyMark) =>
        lane.Write(new BatchRecord(BatchStep.Uploaded, batch.Name) { Text = file, Files = keyMark is null ? [] : [keyMark] });

    private void Submitted(LaneBatch batch, BatchStanding standing)
    {
        lane.Write(new BatchRecord(BatchStep.Submitted, batch.Name) { Text = standing.Id });
        batch.Standing = standing;
        dropper.DeleteRequests(batch);
    }
}
