using System.Collections.Generic;
using System.Linq;
using HolySheep.Csv.Journal;
using HolySheep.Errors;

namespace HolySheep.Csv.Lanes;

/// <summary>Describes the batches of a job for its summary and its progress.</summary>
internal static class LaneReports
{
    public static LaneReport Of(LaneContext lane, LaneTotals totals)
    {
        // Batches that no provider has taken say nothing to the user.
        var batches = lane.Book.Batches.Where(batch => batch.Step != BatchStep.Dropped).ToList();
        var (_, _, spent, _) = lane.Gate.Look();
        var live = lane.Tally.Asked - totals.Prompts;
        var shares = new List<CsvLaneShare>();
        if (totals.Prompts > 0)
        {
            shares.Add(new CsvLaneShare { Lane = CsvLane.Batch, Prompts = totals.Prompts, Cost = totals.Cost });
        }

        if (live > 0)
        {
            shares.Add(new CsvLaneShare { Lane = CsvLane.Live, Prompts = live, Cost = lane.Tally.HasUnpriced ? null : spent - (totals.Cost ?? 0m) });
        }

        return new LaneReport(
            shares, [.. batches.Select(Of)], lane.Book.Left.Where(batch => batch.IsOpen).Sum(batch => batch.Estimate ?? 0m),
            [.. batches.Where(batch => batch.Step == BatchStep.Submitting).Select(Unknown)]);
    }

    public static CsvBatchProgress ProgressOf(BatchBook book)
    {
        var open = book.Left.Where(batch => batch.IsOpen).ToList();
        return new CsvBatchProgress
        {
            Open = open.Count,
            Collected = book.Batches.Count(batch => batch.Step is BatchStep.Kept or BatchStep.Collected),
            Rows = open.Sum(batch => batch.Count),
            Ready = open.Sum(batch => batch.Standing is { } standing ? standing.Succeeded + standing.Failed : 0),
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

    private static string Unknown(LaneBatch batch) =>
        $"It is not known whether {batch.Target} has the batch {batch.Name} of {batch.Count} rows: the reply to its submission was lost. The next run looks for it again; {CommandHint.Option("Resubmit")} sends its rows again, which may pay for them twice.";
}
