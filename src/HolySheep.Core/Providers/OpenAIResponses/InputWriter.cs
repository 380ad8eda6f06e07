using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using HolySheep.Chat;
using HolySheep.Chat.Parts;
using HolySheep.Planning;
using HolySheep.Providers.Exchange;

namespace HolySheep.Providers.OpenAIResponses;

/// <summary>Writes the messages of a conversation as items, in the order of their parts.</summary>
internal sealed class InputWriter(Utf8JsonWriter writer, RouteCandidate target, ToolPairs pairs, WireNotes notes)
{
    private const string Assistant = "assistant";

    private readonly List<ChatPart> _content = [];

    // An item of reasoning without the item that it led to is refused, so it waits for that one.
    private readonly List<string> _reasoning = [];

    public void Write(ChatMessage message)
    {
        if (message.IsTextAlone)
        {
            WriteMessage(message.Role, [new ChatText(message.Content)]);
            return;
        }

        var role = message.ToolResults.Count > 0 ? "user" : message.Role;
        foreach (var part in message.Parts)
        {
            WritePart(part, role);
        }

        WriteContent(role);
        _reasoning.Clear();
    }

    private void WritePart(ChatPart part, string role)
    {
        switch (part)
        {
            case ChatAttachment attachment when role == Assistant:
                notes.LeftOut($"The attachment '{attachment.Name}' of an answer", target.Target, "an answer in a conversation is text here");
                break;
            case ChatText or ChatAttachment:
                if (_content.Count > 0 && PhaseOf(part) != PhaseOf(_content[0]))
                {
                    WriteContent(role);
                }

                _content.Add(part);
                break;
            case ChatReasoning { ProviderData: { } data } when data.IsOf(target.Provider, target.Model):
                WriteContent(role);
                _reasoning.AddRange(ReasoningItems.Read(data.Data));
                break;
            case ChatToolCall call:
                WriteContent(role);
                WriteCall(call);
                break;
            case ChatToolResult result:
                WriteContent(role);
                WriteResult(result);
                break;
        }
    }

    /// <summary>Writes what has come of a message as an item.</summary>
    private void WriteContent(string role)
    {
        if (_content.Count > 0)
        {
            WriteReasoning();
            WriteMessage(role, _content);
            _content.Clear();
        }
    }

    private void WriteMessage(string role, IReadOnlyList<ChatPart> content)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "message");
        writer.WriteString("role", role);
        if (PhaseOf(content[0]) is { } phase)
        {
            writer.WriteString("phase", phase);
        }

        writer.WritePropertyName("content");
        if (content.All(part => part is ChatText))
        {
            writer.WriteStringValue(string.Concat(content.OfType<ChatText>().Select(part => part.Text)));
        }
        else
        {
            WriteParts(content);
        }

        writer.WriteEndObject();
    }

    /// <summary>What this target said that its text is; null if it said nothing.</summary>
    private string? PhaseOf(ChatPart part) => part is ChatText { ProviderData: { } data } && data.IsOf(target.Provider, target.Model) ? data.Data : null;

    private void WriteCall(ChatToolCall call)
    {
        if (!pairs.IsAnswered(call))
        {
            _reasoning.Clear();
            return;
        }

        WriteReasoning();
        writer.WriteStartObject();
        writer.WriteString("type", "function_call");
        writer.WriteString("call_id", CallId.Of(pairs.IdOf(call)));
        writer.WriteString("name", call.Name);
        writer.WriteString("arguments", call.Arguments.Length == 0 ? "{}" : call.Arguments);
        writer.WriteEndObject();
    }

    private void WriteResult(ChatToolResult result)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "function_call_output");
        writer.WriteString("call_id", CallId.Of(pairs.IdOf(result)));
        writer.WritePropertyName("output");
        if (result.Parts.All(part => part is ChatText))
        {
            writer.WriteStringValue(result.Text);
        }
        else
        {
            WriteParts(result.Parts);
        }

        writer.WriteEndObject();
    }

    private void WriteReasoning()
    {
        foreach (var item in _reasoning)
        {
            writer.WriteRawValue(item);
        }

        _reasoning.Clear();
    }

    private void WriteParts(IReadOnlyList<ChatPart> parts)
    {
        writer.WriteStartArray();
        foreach (var part in parts)
        {
            writer.WriteStartObject();
            switch (part)
            {
                case ChatAttachment { IsText: true } text:
                    WriteText($"{text.Name}:\n{JsonText.OfBytes(text.Data.Span)}");
                    break;
                case ChatAttachment { IsImage: true } image:
                    writer.WriteString("type", "input_image");
                    writer.WriteString("image_url", image.Address?.OriginalString ?? DataUrl(image));
                    writer.WriteString("detail", "auto");
                    break;
                case ChatAttachment file:
                    WriteFile(file);
                    break;
                default:
                    WriteText(((ChatText)part).Text);
                    break;
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private void WriteText(string text)
    {
        writer.WriteString("type", "input_text");
        writer.WriteString("text", text);
    }

    private void WriteFile(ChatAttachment file)
    {
        writer.WriteString("type", "input_file");
        if (file.Address is { } address)
        {
            writer.WriteString("file_url", address.OriginalString);
        }
        else
        {
            writer.WriteString("filename", file.Name);
            writer.WriteString("file_data", DataUrl(file));
        }
    }

    private static string DataUrl(ChatAttachment attachment) => $"data:{attachment.MediaType};base64,{Convert.ToBase64String(attachment.Data.ToArray())}";
}
