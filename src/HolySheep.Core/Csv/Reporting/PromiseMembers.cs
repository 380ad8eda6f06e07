using System;
using System.Text.Json;

namespace HolySheep.Csv.Reporting;

/// <summary>Writes what a job promised, saved and moved between lanes as members of a JSON object.</summary>
internal static class PromiseMembers
{
    public static void Write(Utf8JsonWriter json, CsvJobSummary summary)
    {
        json.WriteStartArray("contract");
        foreach (var promise in summary.Promises)
        {
            json.WriteStartObject();
            json.WriteString("promise", promise.Name);
            WriteValue(json, "asked", promise.Asked);
            WriteValue(json, "found", promise.Found);
            WriteValue(json, "kept", promise.IsKept);
            json.WriteString("message", promise.Message);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        Write(json, summary.Savings);
        json.WriteStartArray("moves");
        foreach (var move in summary.Moves)
        {
            json.WriteStartObject();
            json.WriteString("from", LaneNames.Of(move.From));
            json.WriteString("to", LaneNames.Of(move.To));
            json.WriteNumber("prompts", move.Prompts);
            json.WriteString("why", move.Why);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, JobSavings? savings)
    {
        if (savings is null)
        {
            json.WriteNull("savings");
            return;
        }

        json.WriteStartObject("savings");
        LaneMembers.WriteCost(json, "spent_usd", savings.Spent);
        LaneMembers.WriteCost(json, "live_usd", savings.Live);
        LaneMembers.WriteCost(json, "saved_by_lanes_usd", savings.SavedByLanes);
        json.WriteString("reference", savings.Reference);
        LaneMembers.WriteCost(json, "reference_usd", savings.ReferenceCost);
        LaneMembers.WriteCost(json, "saved_by_model_usd", savings.SavedByModel);
        json.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter json, string name, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNull(name);
                break;
            case bool truth:
                json.WriteBoolean(name, truth);
                break;
            case int number:
                json.WriteNumber(name, number);
                break;
            case double share:
                json.WriteNumber(name, share);
                break;
            case decimal amount:
                json.WriteNumber(name, amount);
                break;
            case DateTimeOffset time:
                json.WriteString(name, time);
                break;
            default:
                throw new ArgumentException($"A promise cannot hold a {value.GetType()}.", nameof(value));
        }
    }
}
