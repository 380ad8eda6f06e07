using System.IO;
using System.Text;
using System.Text.Json;

namespace HolySheep.Csv.Reporting;

/// <summary>Writes what a job did in its lanes, and what it promised, as members of a JSON object: the same in summaries and reports.</summary>
internal static class LaneMembers
{
    /// <summary>The members as an object.</summary>
    public static string Of(CsvJobSummary summary)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            Write(json, summary);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    public static void Write(Utf8JsonWriter json, CsvJobSummary summary)
    {
        json.WriteString("lane", LaneNames.Of(summary.Lane));
        json.WriteStartArray("lanes");
        foreach (var share in summary.Lanes)
        {
            json.WriteStartObject();
            json.WriteString("lane", LaneNames.Of(share.Lane));
            json.WriteNumber("prompts", share.Prompts);
            WriteCost(json, "cost_usd", share.Cost);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        Write(json, summary.Deadline);
        json.WriteStartArray("batches");
        foreach (var batch in summary.Batches)
        {
            Write(json, batch);
        }

        json.WriteEndArray();
        AgreementMember.Write(json, summary.Agreement);
        PromiseMembers.Write(json, summary);
    }

    /// <summary>Writes an amount in USD; null if it is unknown.</summary>
    public static void WriteCost(Utf8JsonWriter json, string name, decimal? cost)
    {
        if (cost is { } known)
        {
            json.WriteNumber(name, known);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static void Write(Utf8JsonWriter json, CsvDeadline? deadline)
    {
        if (deadline is null)
        {
            json.WriteNull("deadline");
            return;
        }

        json.WriteStartObject("deadline");
        json.WriteString("at", deadline.At);
        json.WriteBoolean("kept", deadline.IsKept);
        json.WriteNumber("moved_prompts", deadline.Moved);
        WriteCost(json, "cost_usd", deadline.Cost);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, CsvBatch batch)
    {
        json.WriteStartObject();
        json.WriteString("name", batch.Name);
        json.WriteString("id", batch.Id);
        json.WriteString("target", batch.Target);
        json.WriteString("state", LaneNames.Of(batch.State));
        json.WriteNumber("rows", batch.Rows);
        json.WriteNumber("answered", batch.Answered);
        json.WriteNumber("failed", batch.Failed);
        WriteCost(json, "cost_usd", batch.Cost);
        json.WriteEndObject();
    }
}
