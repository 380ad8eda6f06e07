using System;
using HolySheep.Catalog;
using HolySheep.Spend.Ledger;

namespace HolySheep.Csv.Planning;

/// <summary>The range in which the mean length of a job's answers lies, in tokens. Pure.</summary>
/// <param name="Low">Its lower end.</param>
/// <param name="High">Its upper end.</param>
internal readonly record struct OutputRange(long Low, long High)
{
    // Two standard errors hold 95 of 100 jobs whose rows are like those of the past.
    private const double Errors = 2;

    // Answers whose lengths differ widely would make a range that says nothing; the ends are at most three times apart.
    private const double Widest = 1.7;

    /// <param name="past">The lengths of past answers.</param>
    /// <param name="rows">The rows of the job.</param>
    /// <param name="most">The maximum length of an answer; null if the caller sets no limit.</param>
    public static OutputRange Of(AnswerLengths past, int rows, int? most)
    {
        if (!past.AreEnough || rows == 0)
        {
            return new OutputRange(1, most ?? TokenEstimate.UsualAnswer);
        }

        var margin = Errors * past.Deviation * Math.Sqrt((1.0 / past.Count) + (1.0 / rows));
        var low = Math.Max(past.Mean - margin, past.Mean / Widest);
        var high = Math.Min(past.Mean + margin, past.Mean * Widest);
        var limit = most ?? long.MaxValue;
        return new OutputRange(Math.Min(limit, Math.Max(1, (long)Math.Floor(low))), Math.Min(limit, Math.Max(1, (long)Math.Ceiling(high))));
    }
}
