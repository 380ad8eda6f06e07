using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;

namespace HolySheep.Chat.Parts;

/// <summary>Parts of messages as JSON.</summary>
internal static class PartJson
{
    private const string Text = "text";
    private const string Attachment = "attachment";
    private const string Call = "call";
    private const string Result = "result";
    private const string Reasoning = "reasoning";
    private const string Citation = "citation";

    public static void Write(Utf8JsonWriter json, IReadOnlyList<ChatPart> parts)
    {
        json.WriteStartArray();
        foreach (var part in parts)
        {
            json.WriteStartObject();
            Write(json, part);
            if (part.ProviderData is { } data)
            {
                json.WriteStartObject("provider_data");
                json.WriteString("provider", data.Provider);
                json.WriteString("model", data.Model);
                json.WriteString("data", data.Data);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <exception cref="InvalidOperationException">A member has another type.</exception>
    /// <exception cref="KeyNotFoundException">A member is missing.</exception>
    /// <exception cref="JsonException">A part is of no known type.</exception>
    public static IReadOnlyList<ChatPart> Read(JsonElement parts) => [.. parts.EnumerateArray().Select(ReadOne)];

    private static void Write(Utf8JsonWriter json, ChatPart part)
    {
        switch (part)
        {
            case ChatText text:
                json.WriteString("type", Text);
                json.WriteString("text", text.Text);
                break;
            case ChatReasoning reasoning:
                json.WriteString("type", Reasoning);
                json.WriteString("text", reasoning.Text);
                break;
            case ChatToolCall call:
                json.WriteString("type", Call);
                json.WriteString("id", call.Id);
                json.WriteString("name", call.Name);
                json.WriteString("arguments", call.Arguments);
                break;
            case ChatToolResult result:
                json.WriteString("type", Result);
                json.WriteString("call_id", result.CallId);
                json.WriteBoolean("is_error", result.IsError);
                json.WritePropertyName("parts");
                Write(json, result.Parts);
                break;
            case ChatAttachment attachment:
                Write(json, attachment);
                break;
            case ChatCitation citation:
                Write(json, citation);
                break;
        }
    }

    private static void Write(Utf8JsonWriter json, ChatAttachment attachment)
    {
        json.WriteString("type", Attachment);
        json.WriteString("name", attachment.Name);
        json.WriteString("media_type", attachment.MediaType);
        if (attachment.Address is { } address)
        {
            json.WriteString("address", address.OriginalString);
        }
        else
        {
            json.WriteBase64String("data", attachment.Data.Span);
        }
    }

    private static void Write(Utf8JsonWriter json, ChatCitation citation)
    {
        json.WriteString("type", Citation);
        json.WriteString("url", citation.Url);
        json.WriteString("title", citation.Title);
        json.WriteString("quote", citation.Quote);
        WriteNumber(json, "start", citation.Start);
        WriteNumber(json, "end", citation.End);
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, int? number)
    {
        if (number is { } value)
        {
            json.WriteNumber(name, value);
        }
    }

    private static ChatPart ReadOne(JsonElement part)
    {
        ChatPart read = part.GetProperty("type").GetString() switch
        {
            Text => new ChatText(String(part, "text")),
            Reasoning => new ChatReasoning(String(part, "text")),
            Call => new ChatToolCall(String(part, "id"), String(part, "name"), String(part, "arguments")),
            Result => new ChatToolResult(String(part, "call_id"), Read(part.GetProperty("parts"))) { IsError = part.TryGetProperty("is_error", out var failed) && failed.GetBoolean() },
            Attachment => ReadAttachment(part),
            Citation => new ChatCitation(OptionalString(part, "url"), OptionalString(part, "title")) { Quote = OptionalString(part, "quote"), Start = Number(part, "start"), End = Number(part, "end") },
            var other => throw new JsonException($"A part has the type '{other}', which is not known."),
        };
        return part.TryGetProperty("provider_data", out var data)
            ? read with { ProviderData = new ProviderData(String(data, "provider"), String(data, "model"), String(data, "data")) }
            : read;
    }

    private static ChatAttachment ReadAttachment(JsonElement part) => OptionalString(part, "address") is { } address
        ? new ChatAttachment(String(part, "name"), String(part, "media_type"), Uri.TryCreate(address, UriKind.Absolute, out var uri) ? uri : throw new JsonException($"The address '{address}' is not absolute."))
        : new ChatAttachment(String(part, "name"), String(part, "media_type"), part.GetProperty("data").GetBytesFromBase64());

    private static string String(JsonElement part, string name) => part.GetProperty(name).GetString() ?? throw new JsonException($"The member '{name}' is null.");

    private static string? OptionalString(JsonElement part, string name) => part.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static int? Number(JsonElement part, string name) => part.TryGetProperty(name, out var value) ? value.GetInt32() : null;
}
