using System.Collections.Generic;
using System.Text.Json;
using HolySheep.Spend.History;

namespace HolySheep.Cli.Output;

/// <summary>The JSON form of calls: every key is always present, and null if unknown; times are UTC.</summary>
internal static class CallsJson
{
    public static string Of(RecordedCall call) => JsonLine.Of(json => Write(json, call));

    public static string Of(IEnumerable<RecordedCall> calls) => JsonLine.OfList(calls, Write);

    private static void Write(Utf8JsonWriter json, RecordedCall call)
    {
        json.WriteStartObject();
        json.WriteString("id", call.Id);
        json.WriteString("started_at", call.StartedAt.UtcDateTime);
        json.WriteString("outcome", call.Outcome);
        json.WriteBoolean("failed", call.IsFailed);
        json.WriteString("reason", call.Reason);
        json.WriteString("model", call.Model);
        json.WriteString("model_used", call.ModelUsed);
        json.WriteString("provider", call.Provider);
        json.WriteNumber("attempt_count", call.Attempts.Count);
        json.WriteNumber("fallback_count", call.FallbackCount);
        json.WriteBoolean("shadow", call.IsShadow);
        ChatResultJson.WriteUsage(json, call.Usage);
        JsonLine.WriteNumber(json, "cost_usd", call.Cost);
        JsonLine.WriteMilliseconds(json, "latency_ms", call.Latency);
        JsonLine.WriteMilliseconds(json, "ttft_ms", call.TimeToFirstToken);
        JsonLine.WriteMap(json, "tags", call.Tags);
        json.WriteString("job", call.Job);
        json.WriteString("task", call.Task);
        json.WriteString("caller", call.Caller);
        json.WriteString("prompt", call.Prompt);
        json.WriteString("answer", call.Answer);
        JsonLine.WriteList(json, "attempts", call.Attempts, Write);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, RecordedAttempt attempt)
    {
        json.WriteStartObject();
        json.WriteString("target", attempt.Target);
        json.WriteString("kind", attempt.Kind?.ToString());
        JsonLine.WriteNumber(json, "status", attempt.Status);
        JsonLine.WriteMilliseconds(json, "duration_ms", attempt.Duration);
        JsonLine.WriteMilliseconds(json, "wait_ms", attempt.Wait);
        json.WriteString("request_id", attempt.RequestId);
        JsonLine.WriteNumber(json, "cost_usd", attempt.Cost);
        json.WriteNumber("number", attempt.Number);
        json.WriteString("started_at", attempt.StartedAt.UtcDateTime);
        json.WriteString("outcome", attempt.Outcome);
        JsonLine.WriteMilliseconds(json, "ttft_ms", attempt.TimeToFirstToken);
        json.WriteBoolean("fallback", attempt.IsFallback);
        json.WriteBoolean("hedge", attempt.IsHedge);
        json.WriteString("key_mark", attempt.KeyMark);
        JsonLine.WriteNumber(json, "stated_cost_usd", attempt.StatedCost);
        json.WriteString("message", attempt.Message);
        ChatResultJson.WriteUsage(json, attempt.Usage);
        json.WriteEndObject();
    }
}
