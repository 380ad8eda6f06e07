using System.Collections.Generic;
using System.Text.Json;
using HolySheep.Chat;

namespace HolySheep.Cli.Output;

/// <summary>The JSON form of attempts: always a list.</summary>
internal static class AttemptsJson
{
    public static void Write(Utf8JsonWriter json, IReadOnlyList<ChatAttempt> attempts)
    {
        json.WriteStartArray("attempts");
        foreach (var attempt in attempts)
        {
            json.WriteStartObject();
            json.WriteString("target", attempt.Target);
            json.WriteString("kind", attempt.Kind.ToString());
            JsonLine.WriteNumber(json, "status", attempt.Status);
            JsonLine.WriteMilliseconds(json, "duration_ms", attempt.Duration);
            JsonLine.WriteMilliseconds(json, "wait_ms", attempt.Wait);
            json.WriteString("request_id", attempt.RequestId);
            JsonLine.WriteNumber(json, "cost_usd", attempt.Cost);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
