using System;
using System.Text.Json;
using HolySheep.Chat;
using HolySheep.Chat.Parts;
using HolySheep.Schema;

namespace HolySheep.Gateway.Protocols.Messages;

/// <summary>Writes whole answers.</summary>
internal static class AnswerWriter
{
    /// <summary>Writes an answer. A call whose arguments the token limit cut is left out, as the reason of the end says why.</summary>
    public static void Write(Utf8JsonWriter json, ChatResult result)
    {
        var isCut = result.FinishReason == "length";
        json.WriteStartObject();
        json.WriteString("id", result.Id ?? "msg_" + Guid.NewGuid().ToString("N"));
        json.WriteString("type", "message");
        json.WriteString("role", "assistant");
        json.WriteString("model", result.ModelReported ?? result.ModelUsed);
        json.WriteStartArray("content");
        var answer = result.Conversation[^1];
        foreach (var part in answer.Parts)
        {
            if (!(isCut && part is ChatToolCall { Arguments: var arguments } && JsonDocuments.IsBrokenObject(arguments)))
            {
                Write(json, part);
            }
        }

        foreach (var picture in AnswerPicture.Of(result))
        {
            WriteText(json, picture.Notice);
        }

        if (ReasoningSeal.Of(answer) is { } seal)
        {
            WriteSeal(json, seal);
        }

        json.WriteEndArray();
        json.WriteString("stop_reason", StopReasonOf(result));
        json.WriteNull("stop_sequence");
        WriteUsage(json, result.Usage);
        json.WriteEndObject();
    }

    /// <summary>The reason why the answer ended, in the words of the protocol.</summary>
    public static string StopReasonOf(ChatResult result) => result.FinishReason switch
    {
        "length" => "max_tokens",
        "content_filter" => "refusal",
        _ when result.ToolCalls.Count > 0 => "tool_use",
        _ => "end_turn",
    };

    /// <summary>Writes the member <c>usage</c>: tokens of the cache stand beside the others.</summary>
    public static void WriteUsage(Utf8JsonWriter json, ChatUsage? usage)
    {
        json.WriteStartObject("usage");
        json.WriteNumber("input_tokens", usage is null ? 0 : Math.Max(0, usage.PromptTokens - usage.CachedTokens - usage.CacheWriteTokens));
        json.WriteNumber("cache_creation_input_tokens", usage?.CacheWriteTokens ?? 0);
        json.WriteNumber("cache_read_input_tokens", usage?.CachedTokens ?? 0);
        json.WriteStartObject("cache_creation");
        json.WriteNumber("ephemeral_5m_input_tokens", usage is null ? 0 : Math.Max(0, usage.CacheWriteTokens - usage.HourCacheWriteTokens));
        json.WriteNumber("ephemeral_1h_input_tokens", usage?.HourCacheWriteTokens ?? 0);
        json.WriteEndObject();
        json.WriteNumber("output_tokens", usage?.CompletionTokens ?? 0);
        json.WriteEndObject();
    }

    /// <summary>Writes a block with the seal of an answer.</summary>
    public static void WriteSeal(Utf8JsonWriter json, string seal)
    {
        json.WriteStartObject();
        json.WriteString("type", "redacted_thinking");
        json.WriteString("data", seal);
        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string text)
    {
        json.WriteStartObject();
        json.WriteString("type", "text");
        json.WriteString("text", text);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ChatPart part)
    {
        switch (part)
        {
            case ChatText { Text.Length: > 0 } text:
                WriteText(json, text.Text);
                break;
            case ChatReasoning { Text.Length: > 0 } reasoning:
                json.WriteStartObject();
                json.WriteString("type", "thinking");
                json.WriteString("thinking", reasoning.Text);
                json.WriteString("signature", ReasoningSeal.Signature);
                json.WriteEndObject();
                break;
            case ChatToolCall call:
                json.WriteStartObject();
                json.WriteString("type", "tool_use");
                json.WriteString("id", call.Id);
                json.WriteString("name", call.Name);
                json.WritePropertyName("input");
                WriteInput(json, call.Arguments);
                json.WriteEndObject();
                break;
        }
    }

    // Arguments are an object here; a model of another format may have written something else.
    private static void WriteInput(Utf8JsonWriter json, string arguments)
    {
        try
        {
            using var document = JsonDocument.Parse(arguments.Length == 0 ? "{}" : HalfEscapes.Repair(arguments));
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                document.RootElement.WriteTo(json);
                return;
            }
        }
        catch (JsonException)
        {
            // Written as a text below.
        }

        json.WriteStartObject();
        json.WriteString("arguments", arguments);
        json.WriteEndObject();
    }
}
