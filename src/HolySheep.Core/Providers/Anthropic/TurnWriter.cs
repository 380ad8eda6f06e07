using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using HolySheep.Chat;
using HolySheep.Chat.Parts;
using HolySheep.Providers.Exchange;

namespace HolySheep.Providers.Anthropic;

/// <summary>Writes the turns of a conversation.</summary>
/// <param name="writer">Takes the turns.</param>
/// <param name="turns">The turns.</param>
/// <param name="place">Where the prefix ends that the provider keeps; null if it keeps none.</param>
internal sealed class TurnWriter(Utf8JsonWriter writer, TurnList turns, CachePlace? place = null)
{
    private const string Continue = "Continue your last message exactly where it ends, and repeat nothing of it.";

    /// <summary>Writes all turns.</summary>
    /// <param name="takesPrefill">Whether the model continues its own last words; if not, it is asked to in words.</param>
    public void Write(bool takesPrefill)
    {
        writer.WriteStartArray("messages");
        foreach (var turn in turns.All)
        {
            Write(turn, isPrefill: takesPrefill && turns.EndsWithWords && turn == turns.All[turns.All.Count - 1]);
        }

        if (turns.EndsWithWords && !takesPrefill)
        {
            Open("user");
            writer.WriteString("content", Continue);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private void Write(Turn turn, bool isPrefill)
    {
        Open(turn.IsModel ? "assistant" : "user");
        if (turn.Results.Count == 0 && turn.Parts is [ChatText only] && !IsPlace(only))
        {
            writer.WriteString("content", TextOf(only, isPrefill));
            writer.WriteEndObject();
            return;
        }

        writer.WriteStartArray("content");
        foreach (var result in turn.Results)
        {
            WriteResult(result);
        }

        foreach (var part in turn.Parts)
        {
            WritePart(part, isPrefill);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private void WritePart(ChatPart part, bool isPrefill)
    {
        switch (part)
        {
            case ChatText text when IsPlace(text):
                WriteMarked(text.Text);
                break;
            case ChatText text:
                WriteText(TextOf(text, isPrefill));
                break;
            case ChatAttachment attachment:
                AttachmentWriter.Write(writer, attachment);
                break;
            case ChatToolCall call:
                WriteCall(call);
                break;
            case ChatReasoning reasoning when turns.DataOf(reasoning) is { } data && !(isPrefill && OpaqueData.IsThought(data)):
                OpaqueData.Write(writer, reasoning.Text, data);
                break;
        }
    }

    private bool IsPlace(ChatPart part) => ReferenceEquals(part, place?.Part);

    /// <summary>The model reads two blocks as one text.</summary>
    private void WriteMarked(string text)
    {
        WriteText(text.Substring(0, place!.Length), marks: true);
        if (place.Length < text.Length)
        {
            WriteText(text.Substring(place.Length));
        }
    }

    private void WriteText(string text, bool marks = false)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "text");
        writer.WriteString("text", text);
        if (marks)
        {
            CacheMark.Write(writer);
        }

        writer.WriteEndObject();
    }

    private void WriteCall(ChatToolCall call)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "tool_use");
        writer.WriteString("id", turns.Ids.Of(call));
        writer.WriteString("name", call.Name);
        writer.WritePropertyName("input");
        ArgumentObject.Write(writer, call.Arguments);
        if (turns.DataOf(call) is { } caller && ChatRequestRules.IsJsonObject(caller))
        {
            writer.WritePropertyName("caller");
            writer.WriteRawValue(caller);
        }

        writer.WriteEndObject();
    }

    private void WriteResult(ChatToolResult result)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "tool_result");
        writer.WriteString("tool_use_id", turns.Ids.Of(result));
        WriteContent([.. result.Parts.Where(part => part is not ChatText text || !string.IsNullOrWhiteSpace(text.Text))]);
        if (result.IsError)
        {
            writer.WriteBoolean("is_error", true);
        }

        if (IsPlace(result))
        {
            CacheMark.Write(writer);
        }

        writer.WriteEndObject();
    }

    private void WriteContent(IReadOnlyList<ChatPart> parts)
    {
        if (parts is [ChatText only])
        {
            writer.WriteString("content", only.Text);
        }
        else if (parts.Count > 0)
        {
            writer.WriteStartArray("content");
            foreach (var part in parts)
            {
                WritePart(part, isPrefill: false);
            }

            writer.WriteEndArray();
        }
    }

    private void Open(string role)
    {
        writer.WriteStartObject();
        writer.WriteString("role", role);
    }

    // The beginning of an answer may not end with a space.
    private static string TextOf(ChatText text, bool isPrefill) => isPrefill ? text.Text.TrimEnd() : text.Text;
}
