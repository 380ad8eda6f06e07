using System;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Csv.Journal;
using HolySheep.Csv.Lanes;

namespace HolySheep.Csv.Running;

/// <summary>Sends every row without an answer, then once more the rows that may succeed in a second round.</summary>
internal sealed class RowRunner(JobSetup setup, RowIndex index, JobTally tally, JobStop stop, RowAsker asker) : IRowWork
{
    private readonly RowPass _pass = new(setup, index, tally, stop);

    public string? OutageReason => asker.OutageReason;

    public DateTimeOffset? PausedUntil => null;

    public LaneReport? Report => null;

    public CsvBatchProgress? Progress => null;

    public async Task RunAsync(CancellationToken cancel)
    {
        foreach (var stage in (RowStage[])[RowStage.Waiting, RowStage.FailedForNow])
        {
            if (!stop.IsStopped && index.HasAny(stage))
            {
                await _pass.RunAsync(stage, asker.AskAsync, cancel).ConfigureAwait(false);
            }
            else if (stage == RowStage.Waiting && !stop.IsStopped)
            {
                // No row is left to ask: the journal answers all of them.
                tally.CountDone(index.Rows);
            }
        }
    }

    public Task EndAsync(bool isDone) => Task.CompletedTask;
}
