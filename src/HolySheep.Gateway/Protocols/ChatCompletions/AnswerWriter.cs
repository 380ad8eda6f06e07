using System;
using System.Text.Json;
using HolySheep.Chat;
using HolySheep.Chat.Parts;

namespace HolySheep.Gateway.Protocols.ChatCompletions;

/// <summary>Writes whole answers.</summary>
internal static class AnswerWriter
{
    /// <summary>Writes an answer.</summary>
    public static void Write(Utf8JsonWriter json, ChatResult result)
    {
        json.WriteStartObject();
        json.WriteString("id", result.Id ?? "chatcmpl-" + Guid.NewGuid().ToString("N"));
        json.WriteString("object", "chat.completion");
        json.WriteNumber("created", result.Created.ToUnixTimeSeconds());
        json.WriteString("model", result.ModelReported ?? result.ModelUsed);
        json.WriteStartArray("choices");
        json.WriteStartObject();
        json.WriteNumber("index", 0);
        json.WriteStartObject("message");
        WriteMessage(json, result);
        json.WriteEndObject();
        json.WriteNull("logprobs");
        json.WriteString("finish_reason", FinishReasonOf(result));
        json.WriteEndObject();
        json.WriteEndArray();
        WriteUsage(json, result.Usage);
        json.WriteEndObject();
    }

    /// <summary>The finish reason: one of the four that clients know.</summary>
    public static string FinishReasonOf(ChatResult result) => result.FinishReason is "length" or "content_filter" or "tool_calls" ? result.FinishReason : result.ToolCalls.Count > 0 ? "tool_calls" : "stop";

    /// <summary>Writes the member <c>usage</c>.</summary>
    public static void WriteUsage(Utf8JsonWriter json, ChatUsage usage)
    {
        json.WriteStartObject("usage");
        json.WriteNumber("prompt_tokens", usage.PromptTokens);
        json.WriteNumber("completion_tokens", usage.CompletionTokens);
        json.WriteNumber("total_tokens", usage.TotalTokens);
        json.WriteStartObject("prompt_tokens_details");
        json.WriteNumber("cached_tokens", usage.CachedTokens);
        json.WriteEndObject();
        json.WriteStartObject("completion_tokens_details");
        json.WriteNumber("reasoning_tokens", usage.ReasoningTokens);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteMessage(Utf8JsonWriter json, ChatResult result)
    {
        json.WriteString("role", "assistant");
        var content = result.Refusal is not null || (result.Content.Length == 0 && result.ToolCalls.Count > 0) ? null : result.Content;
        json.WriteString("content", content);
        json.WriteString("refusal", result.Refusal);
        if (!string.IsNullOrEmpty(result.Reasoning))
        {
            json.WriteString("reasoning_content", result.Reasoning);
        }

        new AnswerExtras(result).Write(json);
        if (result.ToolCalls.Count > 0)
        {
            json.WriteStartArray("tool_calls");
            foreach (var call in result.ToolCalls)
            {
                WriteCall(json, call);
            }

            json.WriteEndArray();
        }
    }

    private static void WriteCall(Utf8JsonWriter json, ChatToolCall call)
    {
        json.WriteStartObject();
        json.WriteString("id", call.Id);
        json.WriteString("type", "function");
        json.WriteStartObject("function");
        json.WriteString("name", call.Name);
        json.WriteString("arguments", call.Arguments);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
