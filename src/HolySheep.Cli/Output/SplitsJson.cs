using System;
using System.Collections.Generic;
using System.Text.Json;
using HolySheep.Calls.Splits;

namespace HolySheep.Cli.Output;

/// <summary>The JSON form of splits: a list in which every key is always present; times are UTC.</summary>
internal static class SplitsJson
{
    public static string Of(IEnumerable<SplitStatus> splits) => JsonLine.OfList(splits, Write);

    private static void Write(Utf8JsonWriter json, SplitStatus split)
    {
        json.WriteStartObject();
        json.WriteString("model", split.Options.Model);
        JsonLine.WriteList(json, "to", split.Members, WriteSide);
        json.WritePropertyName("old");
        WriteSide(json, split.Old);
        json.WritePropertyName("shadow");
        WriteSide(json, split.Shadow);
        json.WriteNumber("min_samples", split.Options.MinSamples);
        JsonLine.WriteNumber(json, "max_error_rate", (decimal?)split.Options.MaxErrorRate);
        JsonLine.WriteNumber(json, "max_p95_sec", (decimal?)split.Options.MaxP95?.TotalSeconds);
        json.WriteString("since", split.Options.Since);
        json.WriteEndObject();
    }

    private static void WriteSide(Utf8JsonWriter json, SplitSide? side)
    {
        if (side is null)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartObject();
        json.WriteString("model", side.Model);
        json.WriteNumber("percent", side.Percent);
        json.WriteNumber("samples", side.Samples);
        json.WriteNumber("errors", side.Errors);
        JsonLine.WriteNumber(json, "error_rate", (decimal?)side.ErrorRate);
        JsonLine.WriteNumber(json, "p95_sec", side.P95 is { } p95 ? (decimal)Math.Round(p95.TotalSeconds, 3) : null);
        JsonLine.WriteNumber(json, "cost_usd", side.Cost);
        JsonLine.WriteBoolean(json, "returned", side.ReturnedAt is not null);
        json.WriteString("returned_at", side.ReturnedAt is { } at ? at.UtcDateTime.ToString("O") : null);
        json.WriteString("reason", side.Reason);
        json.WriteEndObject();
    }
}
