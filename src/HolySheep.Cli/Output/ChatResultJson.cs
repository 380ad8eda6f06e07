using System.Collections.Generic;
using System.Text.Json;
using HolySheep.Chat;
using HolySheep.Chat.Parts;
using HolySheep.Chat.Tools;

namespace HolySheep.Cli.Output;

/// <summary>The JSON form of a result: every key is always present, and null if unknown.</summary>
internal static class ChatResultJson
{
    public static string Of(ChatResult result) => JsonLine.Of(json =>
    {
        json.WriteStartObject();
        json.WriteString("content", result.Content);
        json.WriteString("model", result.Model);
        json.WriteString("model_used", result.ModelUsed);
        json.WriteString("provider", result.Provider);
        json.WriteNumber("attempt_count", result.AttemptCount);
        json.WriteNumber("fallback_count", result.FallbackCount);
        AttemptsJson.Write(json, result.Attempts);
        WriteUsage(json, result.Usage);
        JsonLine.WriteNumber(json, "cost_usd", result.Cost);
        JsonLine.WriteMilliseconds(json, "latency_ms", result.Latency);
        JsonLine.WriteMilliseconds(json, "ttft_ms", result.TimeToFirstToken);
        json.WriteString("finish_reason", result.FinishReason);
        JsonLine.WriteStrings(json, "warnings", result.Warnings);
        json.WriteString("id", result.Id);
        json.WriteString("request_id", result.RequestId);
        WriteToolCalls(json, result.ToolCalls);
        json.WriteString("reasoning", result.Reasoning);
        json.WriteString("model_reported", result.ModelReported);
        json.WriteString("finish_reason_raw", result.FinishReasonRaw);
        WriteCitations(json, result.Citations);
        WriteExtra(json, result.Extra);
        json.WriteString("call_id", result.CallId);
        WriteToolRuns(json, result.ToolRuns);
        JsonLine.WriteTime(json, "cached_at", result.CachedAt);
        json.WriteEndObject();
    });

    private static void WriteToolCalls(Utf8JsonWriter json, IReadOnlyList<ChatToolCall> calls)
    {
        json.WriteStartArray("tool_calls");
        foreach (var call in calls)
        {
            json.WriteStartObject();
            json.WriteString("id", call.Id);
            json.WriteString("name", call.Name);
            json.WriteString("arguments", call.Arguments);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteToolRuns(Utf8JsonWriter json, IReadOnlyList<ChatToolRun> runs)
    {
        json.WriteStartArray("tool_runs");
        foreach (var run in runs)
        {
            json.WriteStartObject();
            json.WriteNumber("round", run.Round);
            json.WriteString("id", run.Id);
            json.WriteString("name", run.Name);
            json.WriteString("arguments", run.Arguments);
            json.WriteString("result", run.Result);
            json.WriteBoolean("is_error", run.IsError);
            json.WriteBoolean("is_confirmed", run.IsConfirmed);
            JsonLine.WriteMilliseconds(json, "duration_ms", run.Duration);
            json.WriteString("call_id", run.CallId);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteCitations(Utf8JsonWriter json, IReadOnlyList<ChatCitation> citations)
    {
        json.WriteStartArray("citations");
        foreach (var citation in citations)
        {
            json.WriteStartObject();
            json.WriteString("url", citation.Url);
            json.WriteString("title", citation.Title);
            json.WriteString("quote", citation.Quote);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>The provider's own members, as it wrote them; what a mask has made unreadable is a text.</summary>
    private static void WriteExtra(Utf8JsonWriter json, IReadOnlyDictionary<string, string> extra)
    {
        json.WriteStartObject("extra");
        foreach (var member in extra)
        {
            json.WritePropertyName(member.Key);
            try
            {
                using var value = JsonDocument.Parse(member.Value);
                value.RootElement.WriteTo(json);
            }
            catch (JsonException)
            {
                json.WriteStringValue(member.Value);
            }
        }

        json.WriteEndObject();
    }

    public static void WriteUsage(Utf8JsonWriter json, ChatUsage usage)
    {
        json.WriteStartObject("usage");
        json.WriteNumber("prompt_tokens", usage.PromptTokens);
        json.WriteNumber("completion_tokens", usage.CompletionTokens);
        json.WriteNumber("cached_tokens", usage.CachedTokens);
        json.WriteNumber("reasoning_tokens", usage.ReasoningTokens);
        json.WriteNumber("total_tokens", usage.TotalTokens);
        json.WriteBoolean("estimated", usage.Estimated);
        json.WriteNumber("cache_write_tokens", usage.CacheWriteTokens);
        json.WriteNumber("hour_cache_write_tokens", usage.HourCacheWriteTokens);
        json.WriteEndObject();
    }
}
