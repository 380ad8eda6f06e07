using System;
using System.Globalization;
using System.Linq;
using HolySheep.Csv;
using HolySheep.Spend.Pricing;

namespace HolySheep.Cli.Output;

/// <summary>A job's summary and its plan as lines of text.</summary>
internal static class CsvJobText
{
    public static string Of(CsvJobSummary summary) => string.Create(CultureInfo.InvariantCulture,
        $"{summary.Rows} rows: {summary.Succeeded} answered ({summary.Reused} before, {summary.Deduplicated} shared), {summary.Failed} failed, {summary.Remaining} left; ")
        + string.Create(CultureInfo.InvariantCulture, $"{Cost(summary.Cost)} in {Time(summary.Duration)}, {summary.RowsPerSecond:0.#} rows/s; ")
        + string.Concat(summary.Lanes.Where(share => summary.Lane != CsvLane.Live).Select(share => string.Create(CultureInfo.InvariantCulture, $"{share.Prompts} by {LaneNames.Of(share.Lane)} for {Cost(share.Cost)}; ")))
        + (summary.Deadline is { Moved: > 0 } deadline ? string.Create(CultureInfo.InvariantCulture, $"the deadline moved {deadline.Moved} prompts to live calls, and cost {Cost(deadline.Cost)} more; ") : "")
        + (summary.EstimatedCost > 0 ? $"{Cost(summary.EstimatedCost)} of it reserved for batches; " : "")
        + (summary.StopReason == CsvStopReason.None ? summary.OutPath : "no output yet")
        + (summary.Agreement is { } agreement ? "\n" + agreement.Message : "");

    public static string Of(CsvWorkerSummary summary) => string.Create(CultureInfo.InvariantCulture, $"{summary.Answered} rows answered, {summary.Failed} failed; {Cost(summary.Cost)} in {Time(summary.Duration)}");

    public static string Of(CsvJobPlan plan) => string.Join('\n',
    [
        string.Create(CultureInfo.InvariantCulture, $"{plan.Rows} rows, {plan.DistinctPrompts} different prompts, {plan.Reused} rows answered before; {plan.ToAsk} prompts to send, about {plan.PromptTokens} tokens."),
        .. plan.MissingColumns.Select(column => $"No column has the name '{column}': nothing would be sent."),
        .. plan.TooLong > 0 ? (string[])[$"{plan.TooLong} prompts are too long for every target."] : [],
        .. plan.Targets.Select(target => $"{target.Target}: {Range(target)}{(target.TooLong > 0 ? $", {target.TooLong} prompts too long" : "")}"),
        .. plan.Lanes.Where(lane => lane.Lane == CsvLane.Batch).Select(lane => $"In the lane batch, {lane.Target}: {Cost(lane.CostLow)} to {Cost(lane.CostHigh)}, within {Time(lane.Time ?? default)}."),
        plan.TimeAtLimits is { } time ? $"At least {Time(time)} at the provider's limits." : "No limit of the provider is configured, so the time is unknown.",
    ]);

    /// <summary>A cost, with more decimals if it is small.</summary>
    public static string Cost(decimal? cost) => cost is { } known ? "$" + UsdText.Of(known) : "cost unknown";

    /// <summary>A duration in its two largest units.</summary>
    public static string Time(TimeSpan time) => time switch
    {
        { TotalSeconds: < 60 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s"),
        { TotalHours: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalMinutes} min {time.Seconds} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours} h {time.Minutes} min"),
    };

    private static string Range(CsvTargetCost target) => target.CostLow is null ? "no price is known" : $"{Cost(target.CostLow)} to {Cost(target.CostHigh)}";
}
