using System;
using System.Collections.Generic;
using HolySheep.Spend.Pricing;

namespace HolySheep.Csv.Reporting;

/// <summary>Says of each promise of a job whether it was kept. Pure.</summary>
internal static class Promises
{
    /// <param name="options">What was asked for.</param>
    /// <param name="summary">What the run did.</param>
    /// <param name="ended">When it ended.</param>
    public static IReadOnlyList<Promise> Of(CsvJobOptions options, CsvJobSummary summary, DateTimeOffset ended)
    {
        var promises = new List<Promise>();
        if (options.Deadline is { } deadline)
        {
            promises.Add(OfDeadline(deadline, summary, ended.ToOffset(deadline.Offset)));
        }

        if (options.MaxCost is { } most)
        {
            promises.Add(OfMoney(most, summary));
        }

        if (options.MaxErrors is { } errors)
        {
            promises.Add(new Promise("errors", errors, summary.Failed, summary.Failed > errors ? false : summary.Remaining == 0 ? true : null, FormattableString.Invariant($"At most {Rows(errors)} may fail; {summary.Failed} failed.")));
        }

        if (summary.Agreement is { } agreement)
        {
            var isKept = summary.Remaining > 0 || !agreement.IsDecided ? (bool?)null : agreement.AtLeast >= agreement.Rate;
            promises.Add(new Promise("agreement", agreement.Rate, agreement.IsDecided ? agreement.AtLeast : null, isKept, agreement.Message));
        }

        return promises;
    }

    private static Promise OfDeadline(DateTimeOffset deadline, CsvJobSummary summary, DateTimeOffset ended)
    {
        if (summary.StopReason != CsvStopReason.None && summary.Remaining == 0)
        {
            var why = summary.Failed > 0
                ? FormattableString.Invariant($"The job stopped before every row had its result: {Rows(summary.Failed)} failed, and the same command sends {(summary.Failed == 1 ? "it" : "them")} again")
                : "The job stopped before it wrote its output, and the same command writes it";
            return new Promise("deadline", deadline, null, false, FormattableString.Invariant($"{why}; the deadline is {deadline:yyyy-MM-dd HH:mm zzz}."));
        }

        var isIn = ended <= deadline;
        var isKept = summary.Remaining == 0 ? isIn : isIn ? (bool?)null : false;
        var message = summary.Remaining == 0 ? FormattableString.Invariant($"Every row had its result at {ended:yyyy-MM-dd HH:mm:ss zzz}, {(isIn ? "before" : "after")} the deadline of {deadline:yyyy-MM-dd HH:mm zzz}.")
            : isIn ? FormattableString.Invariant($"{Rows(summary.Remaining)} had no result when the run ended; the deadline is {deadline:yyyy-MM-dd HH:mm zzz}, and the same command goes on.")
            : FormattableString.Invariant($"{Rows(summary.Remaining)} had no result at the deadline of {deadline:yyyy-MM-dd HH:mm zzz}.");
        return new Promise("deadline", deadline, summary.Remaining == 0 ? ended : null, isKept, message);
    }

    private static Promise OfMoney(decimal most, CsvJobSummary summary)
    {
        var reserved = summary.EstimatedCost > 0 ? $", of which {UsdText.Of(summary.EstimatedCost)} USD are reserved for batches" : "";
        var message = summary.Cost is { } cost
            ? $"This run may cost {UsdText.Exact(most)} USD; it cost {UsdText.Exact(cost)} USD{reserved}."
            : $"This run may cost {UsdText.Exact(most)} USD; what it cost is not known, because a price is unknown.";
        return new Promise("money", most, summary.Cost, summary.Cost is { } spent ? spent <= most : null, message);
    }

    private static string Rows(int rows) => FormattableString.Invariant($"{rows} {(rows == 1 ? "row" : "rows")}");
}
