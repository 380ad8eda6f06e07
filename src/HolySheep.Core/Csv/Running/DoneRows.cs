using System;
using HolySheep.Csv.Journal;

namespace HolySheep.Csv.Running;

/// <summary>Counts the rows that are done before a run asks anything.</summary>
internal static class DoneRows
{
    /// <summary>Counts the rows whose prompt is settled, or is that of an earlier row.</summary>
    public static void CountDone(this RowIndex index, JobTally tally)
    {
        var highest = -1;
        for (var row = 0; row < index.Rows; row++)
        {
            var prompt = index.PromptOf(row);
            tally.CountDone(prompt <= highest || index.StateOf(prompt).Stage is not (RowStage.Waiting or RowStage.Asked) ? 1 : 0);
            highest = Math.Max(highest, prompt);
        }
    }
}
