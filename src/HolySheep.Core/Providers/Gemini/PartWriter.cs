using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using HolySheep.Chat;
using HolySheep.Chat.Parts;
using HolySheep.Planning;
using HolySheep.Providers.Exchange;

namespace HolySheep.Providers.Gemini;

/// <summary>Writes parts of a content. What this target gave with a part, such as its signature, goes back on the same part.</summary>
internal sealed class PartWriter(Utf8JsonWriter writer, RouteCandidate target, bool withIds)
{
    // Google's word for a call whose signature does not exist: guide 'Thought signatures'.
    private const string NoSignature = "skip_thought_signature_validator";

    /// <summary>True if this target gave something with the part.</summary>
    public bool IsOwn(ChatPart part) => DataOf(part) is not null;

    /// <summary>Writes a part that is neither a call nor a result.</summary>
    public void Write(ChatPart part)
    {
        switch (part)
        {
            case ChatText text:
                WriteText(text.Text, DataOf(part));
                break;
            case ChatReasoning reasoning:
                WriteText(reasoning.Text, DataOf(part));
                break;
            case ChatAttachment attachment:
                WriteAttachment(attachment);
                break;
        }
    }

    public void Write(ChatToolCall call, bool lacksSignature)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("functionCall");
        WriteId(call.Id);
        writer.WriteString("name", call.Name);
        writer.WritePropertyName("args");
        ArgumentObject.Write(writer, call.Arguments);
        writer.WriteEndObject();
        if (DataOf(call) is { } data)
        {
            WriteMembers(data, "functionCall");
        }
        else if (lacksSignature)
        {
            writer.WriteString("thoughtSignature", NoSignature);
        }

        writer.WriteEndObject();
    }

    public void Write(ChatToolResult result, string name)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("functionResponse");
        WriteId(result.CallId);
        writer.WriteString("name", name);
        writer.WriteStartObject("response");
        if (result.IsError)
        {
            writer.WriteString("error", result.Text);
        }
        else if (IsJson(result.Text))
        {
            writer.WritePropertyName("output");
            writer.WriteRawValue(result.Text);
        }
        else
        {
            writer.WriteString("output", result.Text);
        }

        writer.WriteEndObject();
        if (InResult([result]) is { Count: > 0 } media)
        {
            writer.WriteStartArray("parts");
            media.ForEach(WriteAttachment);
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    /// <summary>Writes what cannot stand in results themselves: all pictures and documents for older models, and those with an address.</summary>
    public void WriteMedia(IReadOnlyList<ChatToolResult> results)
    {
        var inside = InResult(results);
        var beside = results.SelectMany(result => result.Parts.OfType<ChatAttachment>()).Where(attachment => !inside.Contains(attachment)).ToList();
        if (beside.Count > 0)
        {
            WriteText("What the tools gave back beside their text:", null);
            beside.ForEach(WriteAttachment);
        }
    }

    private List<ChatAttachment> InResult(IReadOnlyList<ChatToolResult> results) => !GeminiModel.TakesMediaInResults(target.Model) ? []
        : [.. results.SelectMany(result => result.Parts.OfType<ChatAttachment>()).Where(attachment => attachment is { Address: null, IsText: false })];

    private void WriteId(string id)
    {
        // One that Google did not give says nothing to it: such calls go by their order.
        if (withIds && id.Length > 0 && id != CallReader.Invented && !id.StartsWith(CallReader.Invented + "_", StringComparison.Ordinal))
        {
            writer.WriteString("id", id);
        }
    }

    private void WriteText(string text, string? data)
    {
        if (text.Length == 0 && data is not null)
        {
            writer.WriteRawValue(data);
            return;
        }

        writer.WriteStartObject();
        writer.WriteString("text", text);
        if (data is not null)
        {
            WriteMembers(data, "text");
        }

        writer.WriteEndObject();
    }

    private void WriteAttachment(ChatAttachment attachment)
    {
        if (attachment.IsText)
        {
            WriteText($"{attachment.Name}:\n{JsonText.OfBytes(attachment.Data.Span)}", null);
            return;
        }

        writer.WriteStartObject();
        writer.WriteStartObject(attachment.Address is null ? "inlineData" : "fileData");
        writer.WriteString("mimeType", attachment.MediaType);
        if (attachment.Address is { } address)
        {
            writer.WriteString("fileUri", address.OriginalString);
        }
        else
        {
            writer.WriteBase64String("data", attachment.Data.Span);
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    /// <summary>Writes the members that came with a part, without the one that is written already.</summary>
    private void WriteMembers(string data, string written)
    {
        using var document = JsonDocument.Parse(data);
        foreach (var member in document.RootElement.EnumerateObject())
        {
            if (!member.NameEquals(written))
            {
                RawMember.Write(writer, member);
            }
        }
    }

    /// <summary>True if a text is an object or a list.</summary>
    private static bool IsJson(string text)
    {
        if (text.AsSpan().TrimStart() is not ['{' or '[', ..])
        {
            return false;
        }

        try
        {
            using var document = JsonDocument.Parse(text);
            return true;
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            return false;
        }
    }

    private string? DataOf(ChatPart part) =>
        part.ProviderData is { } data && data.IsOf(target.Provider, target.Model) && ChatRequestRules.IsJsonObject(data.Data) ? data.Data : null;
}
