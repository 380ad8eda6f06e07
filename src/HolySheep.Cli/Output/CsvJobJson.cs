using System;
using HolySheep.Csv;

namespace HolySheep.Cli.Output;

/// <summary>The JSON form of a job's summary and of its plan: every key is always present, and null if unknown.</summary>
internal static class CsvJobJson
{
    public static string Of(CsvJobSummary summary) => JsonLine.Of(json =>
    {
        json.WriteStartObject();
        json.WriteNumber("rows", summary.Rows);
        json.WriteNumber("succeeded", summary.Succeeded);
        json.WriteNumber("failed", summary.Failed);
        json.WriteNumber("remaining", summary.Remaining);
        json.WriteNumber("reused", summary.Reused);
        json.WriteNumber("deduplicated", summary.Deduplicated);
        JsonLine.WriteNumber(json, "cost_usd", summary.Cost);
        JsonLine.WriteNumber(json, "estimated_cost_usd", summary.EstimatedCost);
        JsonLine.WriteMilliseconds(json, "duration_ms", summary.Duration);
        json.WriteNumber("rows_per_second", Math.Round(summary.RowsPerSecond, 2));
        json.WriteNumber("exit_code", summary.ExitCode);
        json.WriteString("stop_reason", summary.StopReason == CsvStopReason.None ? null : summary.StopReason.ToString());
        json.WriteString("message", summary.Message);
        json.WriteString("out_path", summary.OutPath);
        json.WriteString("error_path", summary.ErrorPath);
        json.WriteString("report_path", summary.ReportPath);
        json.WriteString("html_report_path", summary.HtmlReportPath);
        JsonLine.WriteMembers(json, summary.LanesToJson());
        JsonLine.WriteStrings(json, "warnings", summary.Warnings);
        json.WriteEndObject();
    });

    public static string Of(CsvWorkerSummary summary) => JsonLine.Of(json =>
    {
        json.WriteStartObject();
        json.WriteNumber("answered", summary.Answered);
        json.WriteNumber("failed", summary.Failed);
        JsonLine.WriteNumber(json, "cost_usd", summary.Cost);
        JsonLine.WriteMilliseconds(json, "duration_ms", summary.Duration);
        json.WriteNumber("exit_code", summary.ExitCode);
        json.WriteString("stop_reason", summary.StopReason == CsvStopReason.None ? null : summary.StopReason.ToString());
        json.WriteString("message", summary.Message);
        JsonLine.WriteStrings(json, "warnings", summary.Warnings);
        json.WriteEndObject();
    });

    public static string Of(CsvJobPlan plan) => JsonLine.Of(json =>
    {
        json.WriteStartObject();
        json.WriteNumber("rows", plan.Rows);
        json.WriteNumber("distinct_prompts", plan.DistinctPrompts);
        json.WriteNumber("reused", plan.Reused);
        json.WriteNumber("to_ask", plan.ToAsk);
        json.WriteNumber("prompt_tokens", plan.PromptTokens);
        json.WriteNumber("too_long", plan.TooLong);
        JsonLine.WriteMilliseconds(json, "time_at_limits_ms", plan.TimeAtLimits);
        JsonLine.WriteStrings(json, "missing_columns", plan.MissingColumns);
        json.WriteStartArray("targets");
        foreach (var target in plan.Targets)
        {
            json.WriteStartObject();
            json.WriteString("target", target.Target);
            JsonLine.WriteNumber(json, "too_long", target.TooLong);
            JsonLine.WriteNumber(json, "cost_low_usd", target.CostLow);
            JsonLine.WriteNumber(json, "cost_high_usd", target.CostHigh);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("lanes");
        foreach (var lane in plan.Lanes)
        {
            json.WriteStartObject();
            json.WriteString("lane", LaneNames.Of(lane.Lane));
            json.WriteString("target", lane.Target);
            JsonLine.WriteNumber(json, "cost_low_usd", lane.CostLow);
            JsonLine.WriteNumber(json, "cost_high_usd", lane.CostHigh);
            JsonLine.WriteMilliseconds(json, "time_ms", lane.Time);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        JsonLine.WriteStrings(json, "warnings", plan.Warnings);
        json.WriteEndObject();
    });
}
