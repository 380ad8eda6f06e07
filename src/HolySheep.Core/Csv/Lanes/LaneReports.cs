using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Csv.Journal;
using HolySheep.Csv.Lanes.Deadlines;
using HolySheep.Csv.Reporting;
using HolySheep.Errors;

namespace HolySheep.Csv.Lanes;

/// <summary>Describes the batches of a job for its summary and its progress.</summary>
internal static class LaneReports
{
    /// <param name="lane">What the parts of the lane share.</param>
    /// <param name="totals">What batches settled.</param>
    /// <param name="watch">Keeps the deadline; null if there is none to keep.</param>
    public static LaneReport Of(LaneContext lane, LaneTotals totals, DeadlineWatch? watch)
    {
        // Batches that no provider has taken say nothing to the user.
        var batches = lane.Book.Batches.Where(batch => batch.Step != BatchStep.Dropped).ToList();
        var (_, _, spent, _) = lane.Gate.Look();
        var live = lane.Tally.Asked - totals.Prompts;
        var shares = new List<CsvLaneShare>();
        if (totals.Prompts > 0 || totals.Cost > 0m)
        {
            shares.Add(new CsvLaneShare { Lane = CsvLane.Batch, Prompts = totals.Prompts, Cost = totals.Cost });
        }

        if (live > 0)
        {
            shares.Add(new CsvLaneShare { Lane = CsvLane.Live, Prompts = live, Cost = lane.Tally.HasUnpriced ? null : spent - (totals.Cost ?? 0m) });
        }

        var twice = lane.Tally.Twice;
        var liveCost = live > 0 ? shares[shares.Count - 1].Cost : 0m;
        return new LaneReport(
            shares, [.. batches.Select(Of)], lane.Book.Left.Where(batch => batch.IsOpen).Sum(batch => batch.Reserved), DeadlineOf(lane, liveCost * (1 - lane.BatchFactor) + twice.ByBatches + twice.ByCalls * lane.BatchFactor, MovedOf(lane, totals, watch)),
            [.. batches.Where(batch => batch.Step == BatchStep.Submitting).Select(Unknown), .. batches.Where(batch => batch is { Step: BatchStep.Submitted, IsMoved: true }).Select(Unsettled), .. batches.Where(batch => batch.Lost > 0).Select(Lost)])
        {
            Moves = [.. MovesOf(lane, totals, watch).Where(move => move.Prompts > 0)],
        };
    }

    private static IEnumerable<LaneMove> MovesOf(LaneContext lane, LaneTotals totals, DeadlineWatch? watch) =>
    [
        new(CsvLane.Batch, CsvLane.Live, watch?.Sampled ?? 0, "the deadline needs the pace of live calls, which a few rows measured"),
        new(CsvLane.Batch, CsvLane.Live, MovedOf(lane, totals, watch), "their batches would not have ended before the deadline"),
        new(CsvLane.Batch, CsvLane.Live, SentOf(lane, totals.Failed), "they failed in their batch"),
        new(CsvLane.Batch, CsvLane.Live, SentOf(lane, totals.Late), "their batch ended before it answered them"),
    ];

    /// <summary>The prompts that live calls settled because of the deadline.</summary>
    private static int MovedOf(LaneContext lane, LaneTotals totals, DeadlineWatch? watch) =>
        watch is null ? 0 : watch.Moved.Count(prompt => lane.Index.StateOf(prompt).Stage is not (RowStage.Waiting or RowStage.Asked)) - totals.Caught + SentOf(lane, totals.Cancelled);

    /// <summary>How many of the prompts that batches left were settled by live calls: a run that stopped early has not sent all of them.</summary>
    private static int SentOf(LaneContext lane, List<int> prompts) => prompts.Count(prompt => lane.Index.StateOf(prompt).IsSettled);

    private static CsvDeadline? DeadlineOf(LaneContext lane, decimal? cost, int moved) => lane.Setup.Options is { Lane: CsvLane.Auto, Deadline: { } deadline }
        ? new CsvDeadline { At = deadline, IsKept = !lane.Stop.IsStopped && lane.Clock.GetUtcNow() <= deadline, Moved = moved, Cost = cost }
        : null;

    /// <summary>How many rows are in how many batches, in words; null if they are in none.</summary>
    public static string? InBatches(IReadOnlyCollection<LaneBatch> batches) =>
        batches.Count == 0 ? null : FormattableString.Invariant($"{batches.Sum(batch => batch.Open)} rows are in {LaneNames.Batches(batches.Count)}");

    /// <summary>What is left at providers, in words; null if nothing is.</summary>
    public static string? AtProvider(JobBatches book) => InBatches([.. book.Left.Where(batch => batch.Step == BatchStep.Submitted)]) is { } open
        ? $"{open} at the provider, which goes on with them: the same command collects them."
        : null;

    public static CsvBatchProgress ProgressOf(JobBatches book)
    {
        var open = book.Left.Where(batch => batch.IsOpen).ToList();
        return new CsvBatchProgress
        {
            Open = open.Count,
            Collected = book.Batches.Count(batch => batch.Step is BatchStep.Kept or BatchStep.Collected),
            Rows = open.Sum(batch => batch.Open),
            Ready = open.Sum(batch => batch.Standing is { } standing ? Math.Max(0, Math.Min(batch.Open, standing.Succeeded + standing.Failed - batch.Settled)) : 0),
        };
    }

    private static CsvBatch Of(LaneBatch batch)
    {
        var isKept = batch.Step is BatchStep.Kept or BatchStep.Collected;
        return new CsvBatch
        {
            Name = batch.Name,
            Id = batch.Id,
            Target = batch.Target,
            State = batch.Step switch
            {
                BatchStep.Submitting => CsvBatchState.Unknown,
                BatchStep.Submitted => CsvBatchState.Submitted,
                _ when isKept => CsvBatchState.Collected,
                _ => CsvBatchState.Preparing,
            },
            Rows = batch.Count,
            Answered = isKept ? batch.Answered : batch.Standing?.Succeeded ?? 0,
            Failed = isKept ? batch.Count - batch.Answered : batch.Standing?.Failed ?? 0,
            Cost = isKept ? batch.Cost : batch.Estimate,
        };
    }

    private static string Unsettled(LaneBatch batch) =>
        $"The batch {batch.Id} of {batch.Count} rows was cancelled because of the deadline, and has not ended: the next run of the same command books what it cost.";

    private static string Lost(LaneBatch batch) =>
        $"{batch.Target} no longer has the results of {batch.Lost} rows of the batch {batch.Id}: what it billed for them is in no figure.";

    private static string Unknown(LaneBatch batch) =>
        $"It is not known whether {batch.Target} has the batch {batch.Name} of {batch.Count} rows: the reply to its submission was lost. The next run looks for it again; {CommandHint.Option("Resubmit")} sends its rows again, which may pay for them twice.";
}
