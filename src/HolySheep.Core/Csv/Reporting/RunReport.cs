using System;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using HolySheep.Csv.Guard;
using HolySheep.Files;

namespace HolySheep.Csv.Reporting;

/// <summary>Writes the report of a run: as JSON next to the output, with every key always present, and as a page if one is asked for.</summary>
internal static class RunReport
{
    private static readonly JsonWriterOptions Readable = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes both, each if its file can be written and no other program has made it meanwhile.</summary>
    public static void TryWrite(RunFacts facts, string token)
    {
        var paths = facts.Setup.Paths;
        TryWrite(paths, "its report", paths.Report, token, file =>
        {
            using var json = new Utf8JsonWriter(file.Stream, Readable);
            Write(json, facts);
        });
        if (paths.Page is { } page)
        {
            TryWrite(paths, JobPaths.NameOfPage, page, token, file =>
            {
                var bytes = Encoding.UTF8.GetBytes(RunPage.Of(facts));
                file.Stream.Write(bytes, 0, bytes.Length);
            });
        }
    }

    private static void TryWrite(JobPaths paths, string what, string path, string token, Action<ReplacementFile> write)
    {
        try
        {
            if (JobFileGuard.FindForeign(paths, what, path) is null)
            {
                using var file = new ReplacementFile(path, token, paths.Out);
                write(file);
                file.Stream.Dispose();
                file.Complete();
            }
        }
        catch (Exception exception) when (CsvFault.IsOfFile(exception))
        {
            // A full disk has no space for the report either; the caller still gets the summary.
        }
    }

    private static void Write(Utf8JsonWriter json, RunFacts facts)
    {
        var summary = facts.Summary;
        json.WriteStartObject();
        json.WriteString("job", facts.Setup.Request.Job);
        json.WriteString("path", facts.Setup.Options.Path);
        json.WriteString("out_path", summary.OutPath);
        json.WriteString("error_path", summary.ErrorPath);
        json.WriteString("model", facts.Model);
        json.WriteString("started", facts.Started);
        json.WriteString("ended", facts.Ended);
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
        json.WriteStartObject("models");
        foreach (var model in facts.Models)
        {
            json.WriteNumber(model.Key, model.Value);
        }

        json.WriteEndObject();
        json.WriteStartObject("errors");
        foreach (var failure in facts.Failures)
        {
            json.WriteNumber(failure.Code, failure.Rows);
        }

        json.WriteEndObject();
        json.WriteStartArray("failures");
        foreach (var failure in facts.Failures)
        {
            json.WriteStartObject();
            json.WriteString("code", failure.Code);
            json.WriteNumber("rows", failure.Rows);
            if (failure.Line is { } line)
            {
                json.WriteNumber("line", line);
            }
            else
            {
                json.WriteNull("line");
            }

            json.WriteString("example", failure.Example);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("warnings");
        foreach (var warning in summary.Warnings)
        {
            json.WriteStringValue(warning);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
