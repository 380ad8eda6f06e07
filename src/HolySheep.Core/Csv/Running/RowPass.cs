using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Csv.Journal;
using HolySheep.Errors;

namespace HolySheep.Csv.Running;

/// <summary>Goes once over the input and sends its rows by many calls at once.</summary>
internal sealed class RowPass(JobSetup setup, RowIndex index, JobTally tally, JobStop stop)
{
    /// <param name="stage">The stage of the rows that are sent.</param>
    /// <param name="ask">Sends one; it is told whether the row has failed before in this run.</param>
    /// <param name="cancel">Cancels the calls.</param>
    /// <param name="takes">Whether a row is sent, by its number and that of its prompt; null means all.</param>
    public async Task RunAsync(RowStage stage, Func<WaitingRow, bool, CancellationToken, Task> ask, CancellationToken cancel, Func<int, int, bool>? takes = null)
    {
        RowFeed feed;
        try
        {
            feed = new RowFeed(setup, index, tally, stop, stage, takes);
        }
        catch (HolySheepException exception)
        {
            stop.Stop(CsvStopReason.InputChanged, exception.Message);
            return;
        }

        using (feed)
        {
            // Each worker takes its next row itself: there is no queue that grows.
            await Task.WhenAll(Enumerable.Range(0, setup.Options.ThrottleLimit).Select(_ => Task.Run(() => WorkAsync(feed, ask, again: stage == RowStage.FailedForNow, cancel), CancellationToken.None))).ConfigureAwait(false);
        }
    }

    private static async Task WorkAsync(RowFeed feed, Func<WaitingRow, bool, CancellationToken, Task> ask, bool again, CancellationToken cancel)
    {
        while (feed.Take() is { } row)
        {
            await ask(row, again, cancel).ConfigureAwait(false);
        }
    }
}
