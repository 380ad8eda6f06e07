using System;
using System.Linq;
using System.Text.Json;
using HolySheep.Chat;
using HolySheep.Chat.Parts;

namespace HolySheep.Gateway.Protocols.Responses;

/// <summary>Writes response objects.</summary>
internal static class ResponseWriter
{
    /// <summary>Writes a whole answer.</summary>
    public static void Write(Utf8JsonWriter json, ChatResult result) =>
        Write(json, result.Id ?? NewId("resp"), result.Created, result.ModelReported ?? result.ModelUsed, result, output => WriteItems(output, result));

    /// <summary>An id of ours.</summary>
    public static string NewId(string kind) => $"{kind}_{Guid.NewGuid():N}";

    /// <summary>The status of an answer.</summary>
    public static string StatusOf(ChatResult result) => IncompleteReason(result) is null ? "completed" : "incomplete";

    /// <summary>Writes a response.</summary>
    /// <param name="json">Takes it.</param>
    /// <param name="id">Its id.</param>
    /// <param name="created">When it was created.</param>
    /// <param name="model">The model.</param>
    /// <param name="result">The answer; null while it is under way.</param>
    /// <param name="writeOutput">Writes the items.</param>
    public static void Write(Utf8JsonWriter json, string id, DateTimeOffset created, string model, ChatResult? result, Action<Utf8JsonWriter> writeOutput)
    {
        json.WriteStartObject();
        json.WriteString("id", id);
        json.WriteString("object", "response");
        json.WriteNumber("created_at", created.ToUnixTimeSeconds());
        json.WriteString("status", result is null ? "in_progress" : StatusOf(result));
        json.WriteNull("error");
        if (result is not null && IncompleteReason(result) is { } reason)
        {
            json.WriteStartObject("incomplete_details");
            json.WriteString("reason", reason);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("incomplete_details");
        }

        json.WriteNull("instructions");
        json.WriteNull("max_output_tokens");
        json.WriteString("model", model);
        json.WriteStartArray("output");
        writeOutput(json);
        json.WriteEndArray();
        json.WriteBoolean("parallel_tool_calls", true);
        json.WriteNull("previous_response_id");
        json.WriteBoolean("store", false);
        json.WriteNull("temperature");
        json.WriteString("tool_choice", "auto");
        json.WriteStartArray("tools");
        json.WriteEndArray();
        json.WriteNull("top_p");
        WriteUsage(json, result?.Usage);
        json.WriteStartObject("metadata");
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteItems(Utf8JsonWriter json, ChatResult result)
    {
        var answer = result.Conversation[^1];
        var last = answer.Parts.OfType<ChatText>().LastOrDefault(text => text.Text.Length > 0);
        foreach (var part in answer.Parts)
        {
            switch (part)
            {
                case ChatReasoning { Text.Length: > 0 } reasoning:
                    ItemWriter.WriteReasoning(json, NewId("rs"), reasoning.Text, ReasoningSeal.Signature);
                    break;
                case ChatText { Text.Length: > 0 } text:
                    ItemWriter.WriteMessage(json, NewId("msg"), text.Text, isRefusal: result.Refusal == text.Text, ReferenceEquals(text, last) ? UrlCitations.Of(result) : null);
                    break;
                case ChatToolCall call:
                    ItemWriter.WriteCall(json, NewId("fc"), call.Id, call.Name, call.Arguments);
                    break;
            }
        }

        foreach (var picture in AnswerPicture.Of(result))
        {
            if (picture.Data is { } data)
            {
                ItemWriter.WritePicture(json, NewId("ig"), data);
            }
            else
            {
                ItemWriter.WriteMessage(json, NewId("msg"), picture.Notice);
            }
        }

        if (ReasoningSeal.Of(answer) is { } seal)
        {
            ItemWriter.WriteReasoning(json, NewId("rs"), "", seal);
        }
    }

    private static string? IncompleteReason(ChatResult result) => result.FinishReason switch
    {
        "length" => "max_output_tokens",
        "content_filter" when result.Refusal is null => "content_filter",
        _ => null,
    };

    private static void WriteUsage(Utf8JsonWriter json, ChatUsage? usage)
    {
        if (usage is null)
        {
            json.WriteNull("usage");
            return;
        }

        json.WriteStartObject("usage");
        json.WriteNumber("input_tokens", usage.PromptTokens);
        json.WriteStartObject("input_tokens_details");
        json.WriteNumber("cached_tokens", usage.CachedTokens);
        json.WriteEndObject();
        json.WriteNumber("output_tokens", usage.CompletionTokens);
        json.WriteStartObject("output_tokens_details");
        json.WriteNumber("reasoning_tokens", usage.ReasoningTokens);
        json.WriteEndObject();
        json.WriteNumber("total_tokens", usage.TotalTokens);
        json.WriteEndObject();
    }
}
