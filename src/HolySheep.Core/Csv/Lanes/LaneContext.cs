using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Batches;
using HolySheep.Calls.Batches;
using HolySheep.Catalog;
using HolySheep.Chat;
using HolySheep.Csv.Journal;
using HolySheep.Csv.Running;
using HolySheep.Errors;
using HolySheep.Planning;

namespace HolySheep.Csv.Lanes;

/// <summary>What the parts of the batch lane share.</summary>
/// <param name="Setup">The job.</param>
/// <param name="Index">Its rows.</param>
/// <param name="Book">Its batches.</param>
/// <param name="Journal">Its journal.</param>
/// <param name="Keeper">Keeps the results of rows.</param>
/// <param name="Gate">Holds the cost limit.</param>
/// <param name="Tally">Counts rows.</param>
/// <param name="Stop">Stops the job.</param>
/// <param name="Clock">The clock.</param>
internal sealed record LaneContext(
    JobSetup Setup, RowIndex Index, JobBatches Book, JournalWriter Journal, IRowKeeper Keeper, RowGate Gate, JobTally Tally, JobStop Stop, TimeProvider Clock)
{
    private readonly Dictionary<string, IBatchDesk> _others = [];

    /// <summary>What the lane of an answer saved in USD beside a live call; null if a price is unknown.</summary>
    public Func<RouteCandidate, ChatUsage, decimal?> SavedBy { get; init; } = (_, _) => 0m;

    /// <summary>Whether rows that fail or expire in a batch go to live calls.</summary>
    public bool HasLiveRest => Setup.Options.LiveRest || Setup.Options.Lane == CsvLane.Auto;

    /// <summary>The time between two polls.</summary>
    public TimeSpan Poll => Setup.Options.BatchPoll ?? LaneRules.UsualPoll;

    /// <summary>Writes a step of a batch.</summary>
    /// <exception cref="OperationCanceledException">The journal cannot be written.</exception>
    public void Write(BatchRecord record) => Book.Write(record, Journal, Stop);

    /// <summary>The share of a live call's price that a batch costs.</summary>
    public decimal BatchFactor => Setup.Desk?.Target.Price?.On(Clock.GetUtcNow())?.BatchFactor ?? ModelPrice.UsualBatch;

    /// <summary>The desk of a batch's target.</summary>
    /// <exception cref="HolySheepException">The target of the batch is no longer one of the job's, or has no batch API.</exception>
    public IBatchDesk DeskOf(LaneBatch batch) => Setup.Desk is { } desk && desk.Target.Target == batch.Target ? desk
        : _others.TryGetValue(batch.Target, out var known) ? known
        : Setup.Targets.FirstOrDefault(target => target.Target == batch.Target) is { } found && Setup.FindDesk(found) is { } other ? _others[batch.Target] = other
        : throw new HolySheepException(ErrorCode.ArgumentInvalid, $"The batch {batch.Name} was submitted to {batch.Target}, which is not a target of this job any more.",
            $"Configure the target again and run the same command, so that the batch is collected; or start over with {CommandHint.Option("Restart")}, and its rows are paid again.");

    /// <summary>A batch as it is handed over.</summary>
    public BatchOrder OrderOf(LaneBatch batch) => new(batch.Name, DeskOf(batch).Target, PathOf(batch.Name), batch.Count) { KeyMark = batch.KeyMark };

    /// <summary>The file of a batch's requests, next to the journal.</summary>
    public string PathOf(string name) => Setup.Paths.RequestsOf(name);

    /// <summary>Notes that the failures of this job are told, so that the next run sends the failed rows again.</summary>
    public void TryEnd()
    {
        try
        {
            Write(new BatchRecord(BatchStep.Ended, ""));
        }
        catch (OperationCanceledException)
        {
            // The failed rows stay failed for one more run.
        }
    }

    /// <summary>Marks the rows of batches as under way, and counts the rows that are done.</summary>
    public void ClaimRows()
    {
        Book.Claim(Index);
        Index.CountDone(Tally);
    }

    /// <summary>Puts a row back, so that it is sent again; false if it is not under way.</summary>
    public bool PutBack(RowKey key)
    {
        var prompt = Index.Find(key);
        if (prompt < 0 || Index.StateOf(prompt) is not { Stage: RowStage.Asked } state)
        {
            return false;
        }

        Index.Set(prompt, RowState.Waiting(state.Offset));
        return true;
    }
}
