using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Csv.Journal;

namespace HolySheep.Csv.Lanes;

/// <summary>Takes back batches that no provider has: gives back what is reserved, deletes their files, and lets their rows wait again.</summary>
internal sealed class BatchDropper(LaneContext lane)
{
    /// <param name="batch">The batch.</param>
    /// <param name="why">Why the provider does not have it.</param>
    /// <param name="cancel">Cancels it; the next run repeats it.</param>
    /// <param name="room">The most bytes that the provider takes at once, if the refusal taught it; otherwise 0.</param>
    public async Task DropAsync(LaneBatch batch, string why, CancellationToken cancel, long room = 0)
    {
        var desk = lane.DeskOf(batch);
        await ReleaseAsync(batch, why, cancel).ConfigureAwait(false);
        if (batch.Step >= BatchStep.Sealed)
        {
            // The reply to the upload may have been lost.
            var file = batch.File ?? (await desk.FindFileAsync(lane.OrderOf(batch), cancel).ConfigureAwait(false)).Value;
            if (file is not null)
            {
                await desk.DeleteFileAsync(lane.OrderOf(batch), file, cancel).ConfigureAwait(false);
            }

            lane.Gate.Hold(-(batch.Estimate ?? 0m));
        }

        lane.Write(new BatchRecord(BatchStep.Dropped, batch.Name) { Text = why, Bytes = room });
        DeleteRequests(batch);
        for (var row = 0; row < batch.Count; row++)
        {
            lane.PutBack(batch.Rows[row]);
        }
    }

    /// <summary>Gives back what is reserved for the rows of a batch.</summary>
    public async Task ReleaseAsync(LaneBatch batch, string why, CancellationToken cancel)
    {
        var desk = lane.DeskOf(batch);
        for (var row = 0; row < batch.Count; row++)
        {
            cancel.ThrowIfCancellationRequested();
            await desk.ReleaseAsync(batch.Intent, batch.IdOf(row), lane.Setup.Request, why).ConfigureAwait(false);
        }
    }

    /// <summary>Deletes files of requests that no batch needs, as a run with a lost journal leaves them behind.</summary>
    public void DeleteStray()
    {
        var folder = Path.GetDirectoryName(lane.Setup.Paths.Journal)!;
        var pattern = Path.GetFileName(lane.PathOf($"hs-{LaneMark.Of(lane.Setup.Paths.Out)}-*"));
        try
        {
            foreach (var path in Directory.GetFiles(folder, pattern).Except(lane.Book.Left.Select(batch => lane.PathOf(batch.Name)), StringComparer.Ordinal))
            {
                File.Delete(path);
            }
        }
        catch (Exception exception) when (CsvFault.IsOfFile(exception))
        {
            // They are the owner's alone.
        }
    }

    /// <summary>Deletes the local file of a batch's requests.</summary>
    public void DeleteRequests(LaneBatch batch)
    {
        try
        {
            File.Delete(lane.PathOf(batch.Name));
        }
        catch (Exception exception) when (CsvFault.IsOfFile(exception))
        {
            // The file is the owner's alone, and the next run of the output deletes it.
        }
    }
}
