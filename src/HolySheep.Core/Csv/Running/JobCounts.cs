using HolySheep.Csv.Journal;

namespace HolySheep.Csv.Running;

/// <summary>The rows of a job by result.</summary>
/// <param name="Succeeded">Rows with an answer.</param>
/// <param name="Failed">Rows that failed.</param>
/// <param name="Reused">Rows that had an answer before the run.</param>
/// <param name="Deduplicated">Rows that share an answer of this run with an earlier row.</param>
internal sealed record JobCounts(int Succeeded, int Failed, int Reused, int Deduplicated)
{
    /// <param name="index">The rows.</param>
    /// <param name="begin">The end of the journal when the run began; entries before it are from earlier runs.</param>
    public static JobCounts Of(RowIndex index, long begin)
    {
        int succeeded = 0, failed = 0, reused = 0, deduplicated = 0, highest = -1;
        for (var row = 0; row < index.Rows; row++)
        {
            var prompt = index.PromptOf(row);
            var state = index.StateOf(prompt);
            var first = prompt > highest;
            highest = first ? prompt : highest;
            switch (state.Stage)
            {
                case RowStage.Answered:
                    succeeded++;
                    reused += state.Offset < begin ? 1 : 0;
                    deduplicated += !first && state.Offset >= begin ? 1 : 0;
                    break;
                case RowStage.Failed or RowStage.FailedForNow:
                    failed++;
                    deduplicated += first ? 0 : 1;
                    break;
                default:
                    break;
            }
        }

        return new JobCounts(succeeded, failed, reused, deduplicated);
    }
}
