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
    // What a provider has just been sent may take this long to be found.
    private static readonly TimeSpan Settling = TimeSpan.FromMinutes(1);

    // The longest time that a provider takes for a batch, and a day.
    private static readonly TimeSpan LongestBatch = TimeSpan.FromHours(72);

    /// <summary>Uploads and submits a batch that is sealed or uploaded. The provider is asked once; the caller tries again later if it did not take it.</summary>
    public async Task<BatchSend> SendAsync(LaneBatch batch, CancellationToken cancel)
    {
        var (desk, order) = (lane.DeskOf(batch), lane.OrderOf(batch));
        if (batch.Step == BatchStep.Sealed)
        {
            var upload = await desk.UploadAsync(order, cancel).ConfigureAwait(false);
            if (upload.Failure is { } failure)
            {
                // A file whose reply was lost is used.
                var found = upload.MayHaveHappened ? await desk.FindFileAsync(order, cancel).ConfigureAwait(false) : default;
                if (found.Value is null)
                {
                    return new BatchSend(false, failure);
                }

                upload = found;
            }

            lane.Write(new BatchRecord(BatchStep.Uploaded, batch.Name) { Text = upload.Value });
        }

        lane.Write(new BatchRecord(BatchStep.Submitting, batch.Name) { At = lane.Clock.GetUtcNow() });
        var reply = await desk.SubmitAsync(order, batch.File, cancel).ConfigureAwait(false);
        if (reply.Failure is null)
        {
            Submitted(batch, reply.Value!);
            return new BatchSend(true, null);
        }

        if (reply.MayHaveHappened)
        {
            return new BatchSend(true, reply.Failure);
        }

        lane.Write(new BatchRecord(BatchStep.Uploaded, batch.Name) { Text = batch.File });
        return new BatchSend(false, reply.Failure);
    }

    /// <summary>Looks for a batch that the provider may have. If it is certain that the provider does not have it, the batch may be handed over again.</summary>
    /// <returns>Why it could not be looked for, if that may pass; otherwise null.</returns>
    public async Task<Failure?> FindAsync(LaneBatch batch, CancellationToken cancel)
    {
        var reply = await lane.DeskOf(batch).FindAsync(lane.OrderOf(batch), batch.SubmittedAt, cancel).ConfigureAwait(false);
        if (reply.Value?.Found is { } found)
        {
            Submitted(batch, found);
            return null;
        }

        if (reply.Failure is { } failure && LaneFault.MayPass(failure))
        {
            return failure;
        }

        // A search that is refused, or that still cannot tell when every batch of that time has ended, decides nothing.
        var age = lane.Clock.GetUtcNow() - batch.SubmittedAt;
        batch.IsUndecided = reply.Failure is not null || (reply.Value is { IsCertain: false } && age > LongestBatch);
        if (reply.Failure is null && reply.Value is { IsCertain: true } && (++batch.Searches > 1 || age >= Settling))
        {
            batch.Searches = 0;
            lane.Write(new BatchRecord(BatchStep.Uploaded, batch.Name) { Text = batch.File });
        }

        return null;
    }

    private void Submitted(LaneBatch batch, BatchStanding standing)
    {
        lane.Write(new BatchRecord(BatchStep.Submitted, batch.Name) { Text = standing.Id });
        batch.Standing = standing;
        dropper.DeleteRequests(batch);
    }
}
