using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using HolySheep.Chat;
using HolySheep.Chat.Parts;
using HolySheep.Planning;
using HolySheep.Providers.Exchange;

namespace HolySheep.Providers.OpenAIChat;

/// <summary>Writes the messages of a conversation. A message of a text alone is a role and a content; every other one is taken apart.</summary>
/// <param name="writer">Stands in the list of messages.</param>
/// <param name="target">The target that is asked.</param>
/// <param name="pairs">The tool calls and results of the conversation.</param>
/// <param name="shortIds">Gives the ids that the server takes; null if it takes all.</param>
internal sealed class MessageWriter(Utf8JsonWriter writer, RouteCandidate target, ToolPairs pairs, ShortCallIds? shortIds)
{
    public void Write(ChatMessage message)
    {
        if (message.IsTextAlone)
        {
            WriteText(message.Role, message.Content);
            return;
        }

        if (message.ToolResults.Count > 0)
        {
            WriteResults(message.ToolResults);
        }

        var parts = message.Parts.Where(part => part is ChatText or ChatAttachment).ToList();
        var calls = message.ToolCalls.Where(pairs.IsAnswered).ToList();
        if (parts.Count > 0 || calls.Count > 0)
        {
            writer.WriteStartObject();
            writer.WriteString("role", message.ToolResults.Count > 0 ? "user" : message.Role);
            WriteContent(parts, message);
            WriteCalls(calls, message);
            writer.WriteEndObject();
        }
    }

    public void WriteText(string role, string content)
    {
        writer.WriteStartObject();
        writer.WriteString("role", role);
        writer.WriteString("content", content);
        writer.WriteEndObject();
    }

    private void WriteContent(List<ChatPart> parts, ChatMessage message)
    {
        if (parts.Any(part => part is ChatAttachment))
        {
            WriteParts("content", parts);
        }
        else if (parts.Count == 0)
        {
            writer.WriteNull("content");
        }
        else
        {
            writer.WriteString("content", message.ToolResults.Count == 0 ? message.Content : string.Concat(parts.OfType<ChatText>().Select(part => part.Text)));
        }
    }

    private void WriteCalls(List<ChatToolCall> calls, ChatMessage message)
    {
        if (calls.Count == 0)
        {
            return;
        }

        // Servers that reason want it back with their tool calls; without calls some refuse it.
        if (message.Parts.OfType<ChatReasoning>().FirstOrDefault() is { } reasoning && DataOf(reasoning) is { } kept)
        {
            ReasoningMember.Write(writer, reasoning, kept);
        }

        writer.WriteStartArray("tool_calls");
        foreach (var call in calls)
        {
            writer.WriteStartObject();
            var id = pairs.IdOf(call);
            writer.WriteString("id", shortIds is null ? id : shortIds.OfCall(id));
            writer.WriteString("type", "function");
            writer.WriteStartObject("function");
            writer.WriteString("name", call.Name);
            writer.WriteString("arguments", call.Arguments.Length == 0 ? "{}" : call.Arguments);
            writer.WriteEndObject();
            if (DataOf(call) is { } data && ChatRequestRules.IsJsonObject(data))
            {
                writer.WritePropertyName("extra_content");
                writer.WriteRawValue(data);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <summary>The results first, one message each; then what cannot stand in one, such as a picture, as a message of the user.</summary>
    private void WriteResults(IReadOnlyList<ChatToolResult> results)
    {
        foreach (var result in results)
        {
            writer.WriteStartObject();
            writer.WriteString("role", "tool");
            var id = pairs.IdOf(result);
            writer.WriteString("tool_call_id", shortIds is null ? id : shortIds.OfResult(id));
            writer.WriteString("content", result.Text);
            writer.WriteEndObject();
        }

        var attachments = results.SelectMany(result => result.Parts.OfType<ChatAttachment>()).ToList();
        if (attachments.Count > 0)
        {
            writer.WriteStartObject();
            writer.WriteString("role", "user");
            WriteParts("content", [new ChatText("What the tools gave back beside their text:"), .. attachments]);
            writer.WriteEndObject();
        }
    }

    private void WriteParts(string name, IReadOnlyList<ChatPart> parts)
    {
        writer.WriteStartArray(name);
        foreach (var part in parts)
        {
            if (part is ChatAttachment attachment)
            {
                WriteAttachment(attachment);
            }
            else if (part is ChatText text)
            {
                WriteTextPart(text.Text);
            }
        }

        writer.WriteEndArray();
    }

    private void WriteAttachment(ChatAttachment attachment)
    {
        if (attachment.IsText)
        {
            WriteTextPart($"{attachment.Name}:\n{JsonText.OfBytes(attachment.Data.Span)}");
            return;
        }

        var address = attachment.Address?.OriginalString ?? $"data:{attachment.MediaType};base64,{Convert.ToBase64String(attachment.Data.ToArray())}";
        writer.WriteStartObject();
        writer.WriteString("type", attachment.IsImage ? "image_url" : "file");
        if (attachment.IsImage)
        {
            writer.WriteStartObject("image_url");
            writer.WriteString("url", address);
        }
        else
        {
            writer.WriteStartObject("file");
            writer.WriteString("filename", attachment.Name);
            writer.WriteString("file_data", address);
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private void WriteTextPart(string text)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "text");
        writer.WriteString("text", text);
        writer.WriteEndObject();
    }

    private string? DataOf(ChatPart part) => part.ProviderData is { } data && data.IsOf(target.Provider, target.Model) ? data.Data : null;
}
