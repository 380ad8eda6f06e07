using System.Collections.Generic;
using System.Text.Json;
using HolySheep.Chat.Parts;

namespace HolySheep.Gateway.Protocols.Responses;

/// <summary>Writes the items of an answer, whole or as they begin.</summary>
internal static class ItemWriter
{
    private const string Completed = "completed";
    private const string InProgress = "in_progress";

    /// <summary>Writes a message; a null text is one that begins.</summary>
    public static void WriteMessage(Utf8JsonWriter json, string id, string? text, bool isRefusal = false, IReadOnlyList<ChatCitation>? citations = null)
    {
        json.WriteStartObject();
        json.WriteString("id", id);
        json.WriteString("type", "message");
        json.WriteString("status", text is null ? InProgress : Completed);
        json.WriteString("role", "assistant");
        json.WriteStartArray("content");
        if (text is not null)
        {
            WritePart(json, text, isRefusal, citations);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Writes the part of a message.</summary>
    public static void WritePart(Utf8JsonWriter json, string text, bool isRefusal = false, IReadOnlyList<ChatCitation>? citations = null)
    {
        json.WriteStartObject();
        json.WriteString("type", isRefusal ? "refusal" : "output_text");
        json.WriteString(isRefusal ? "refusal" : "text", text);
        if (!isRefusal)
        {
            json.WriteStartArray("annotations");
            foreach (var citation in citations ?? [])
            {
                UrlCitations.WriteInItem(json, citation, text.Length);
            }

            json.WriteEndArray();
            json.WriteStartArray("logprobs");
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    /// <summary>Writes a tool call; null arguments are those of one that begins.</summary>
    public static void WriteCall(Utf8JsonWriter json, string id, string callId, string name, string? arguments)
    {
        json.WriteStartObject();
        json.WriteString("id", id);
        json.WriteString("type", "function_call");
        json.WriteString("status", arguments is null ? InProgress : Completed);
        json.WriteString("call_id", callId);
        json.WriteString("name", name);
        json.WriteString("arguments", arguments ?? "");
        json.WriteEndObject();
    }

    /// <summary>Writes reasoning.</summary>
    /// <param name="json">Takes it.</param>
    /// <param name="id">The id of the item.</param>
    /// <param name="summary">The text; empty if there is none.</param>
    /// <param name="seal">What the provider wants back; null if nothing.</param>
    public static void WriteReasoning(Utf8JsonWriter json, string id, string summary, string? seal)
    {
        json.WriteStartObject();
        json.WriteString("id", id);
        json.WriteString("type", "reasoning");
        json.WriteStartArray("summary");
        if (summary.Length > 0)
        {
            WriteSummary(json, summary);
        }

        json.WriteEndArray();
        json.WriteString("encrypted_content", seal);
        json.WriteEndObject();
    }

    /// <summary>Writes a picture; its data is null while it begins.</summary>
    public static void WritePicture(Utf8JsonWriter json, string id, string? data)
    {
        json.WriteStartObject();
        json.WriteString("id", id);
        json.WriteString("type", "image_generation_call");
        json.WriteString("status", data is null ? InProgress : Completed);
        json.WriteString("result", data);
        json.WriteEndObject();
    }

    /// <summary>Writes the part of a summary.</summary>
    public static void WriteSummary(Utf8JsonWriter json, string text)
    {
        json.WriteStartObject();
        json.WriteString("type", "summary_text");
        json.WriteString("text", text);
        json.WriteEndObject();
    }
}
