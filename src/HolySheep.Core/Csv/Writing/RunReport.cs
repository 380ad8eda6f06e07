using System;
using System.Collections.Generic;
using System.Text.Encodings.Web;
using System.Text.Json;
using HolySheep.Files;

namespace HolySheep.Csv.Writing;

/// <summary>Writes the result of a run as JSON next to the output. Every key is always present.</summary>
internal static class RunReport
{
    private static readonly JsonWriterOptions Readable = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(JobSetup setup, string token, CsvJobSummary summary, DateTimeOffset startedAt, IReadOnlyDictionary<string, int> models, IReadOnlyDictionary<string, int> errors)
    {
        using var report = new ReplacementFile(summary.ReportPath, token, setup.Paths.Out);
        using (var stream = report.Stream)
        using (var json = new Utf8JsonWriter(stream, Readable))
        {
            json.WriteStartObject();
            json.WriteString("job", setup.Request.Job);
            json.WriteString("path", setup.Options.Path);
            json.WriteString("out_path", summary.OutPath);
            json.WriteString("error_path", summary.ErrorPath);
            json.WriteString("model", setup.Targets[0].ChainModel);
            json.WriteString("started", startedAt);
            json.WriteString("ended", startedAt + summary.Duration);
            json.WriteNumber("rows", summary.Rows);
            json.WriteNumber("succeeded", summary.Succeeded);
            json.WriteNumber("failed", summary.Failed);
            json.WriteNumber("remaining", summary.Remaining);
            json.WriteNumber("reused", summary.Reused);
            json.WriteNumber("deduplicated", summary.Deduplicated);
            LaneMembers.WriteCost(json, "cost_usd", summary.Cost);
            LaneMembers.WriteCost(json, "estimated_cost_usd", summary.EstimatedCost);
            json.WriteNumber("duration_ms", (long)summary.Duration.TotalMilliseconds);
            json.WriteNumber("rows_per_second", Math.Round(summary.RowsPerSecond, 2));
            json.WriteNumber("exit_code", summary.ExitCode);
            json.WriteString("stop_reason", summary.StopReason == CsvStopReason.None ? null : summary.StopReason.ToString());
            json.WriteString("message", summary.Message);
            LaneMembers.Write(json, summary);
            WriteCounts(json, "models", models);
            WriteCounts(json, "errors", errors);
            json.WriteStartArray("warnings");
            foreach (var warning in summary.Warnings)
            {
                json.WriteStringValue(warning);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        report.Complete();
    }

    private static void WriteCounts(Utf8JsonWriter json, string name, IReadOnlyDictionary<string, int> counts)
    {
        json.WriteStartObject(name);
        foreach (var count in counts)
        {
            json.WriteNumber(count.Key, count.Value);
        }

        json.WriteEndObject();
    }
}
