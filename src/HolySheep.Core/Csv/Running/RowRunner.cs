using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Csv.Journal;
using HolySheep.Csv.Lanes;
using HolySheep.Errors;

namespace HolySheep.Csv.Running;

/// <summary>Sends every row without an answer, then once more the rows that may succeed in a second round.</summary>
internal sealed class RowRunner(JobSetup setup, RowIndex index, JobTally tally, JobStop stop, RowAsker asker) : IRowWork
{
    public string? OutageReason => asker.OutageReason;

    public LaneReport? Report => null;

    public CsvBatchProgress? Progress => null;

    public async Task RunAsync(CancellationToken cancel)
    {
        foreach (var stage in (RowStage[])[RowStage.Waiting, RowStage.FailedForNow])
        {
            if (!stop.IsStopped && index.HasAny(stage))
            {
                await RunAsync(stage, cancel).ConfigureAwait(false);
            }
            else if (stage == RowStage.Waiting && !stop.IsStopped)
            {
                // No row is left to ask: the journal answers all of them.
                tally.CountDone(index.Rows);
            }
        }
    }

    public Task EndAsync(bool isDone) => Task.CompletedTask;

    private async Task RunAsync(RowStage stage, CancellationToken cancel)
    {
        RowFeed feed;
        try
        {
            feed = new RowFeed(setup, index, tally, stop, stage);
        }
        catch (HolySheepException exception)
        {
            stop.Stop(CsvStopReason.InputChanged, exception.Message);
            return;
        }

        using (feed)
        {
            // Each worker takes its next row itself: there is no queue that grows.
            await Task.WhenAll(Enumerable.Range(0, setup.Options.ThrottleLimit).Select(_ => Task.Run(() => WorkAsync(feed, stage, cancel), CancellationToken.None))).ConfigureAwait(false);
        }
    }

    private async Task WorkAsync(RowFeed feed, RowStage stage, CancellationToken cancel)
    {
        while (feed.Take() is { } row)
        {
            await asker.AskAsync(row, again: stage == RowStage.FailedForNow, cancel).ConfigureAwait(false);
        }
    }
}
