using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using HolySheep.Chat.Parts;

namespace HolySheep.Chat;

/// <summary>Converts a conversation to and from JSON text that keeps every part, so that another process can continue it.</summary>
public static class ConversationJson
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The messages as a list of <c>{role, content}</c>, or <c>{role, parts}</c> for more than a text.</summary>
    public static string Write(IReadOnlyList<ChatMessage> messages) => Text(json =>
    {
        json.WriteStartArray();
        foreach (var message in messages)
        {
            json.WriteStartObject();
            json.WriteString("role", message.Role);
            if (message.IsTextAlone)
            {
                json.WriteString("content", message.Content);
            }
            else
            {
                json.WritePropertyName("parts");
                PartJson.Write(json, message.Parts);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    /// <summary>The parts of one message.</summary>
    public static string WriteParts(IReadOnlyList<ChatPart> parts) => Text(json => PartJson.Write(json, parts));

    /// <summary>Reads the output of <see cref="Write"/>.</summary>
    /// <exception cref="FormatException">The text is not such a conversation.</exception>
    public static IReadOnlyList<ChatMessage> Read(string json) => Parsed(json, root => (IReadOnlyList<ChatMessage>)[.. root.EnumerateArray().Select(ReadMessage)]);

    /// <summary>Reads the output of <see cref="WriteParts"/>.</summary>
    /// <exception cref="FormatException">The text is not such a list of parts.</exception>
    public static IReadOnlyList<ChatPart> ReadParts(string json) => Parsed(json, PartJson.Read);

    private static ChatMessage ReadMessage(JsonElement message)
    {
        var role = message.GetProperty("role").GetString()!;
        return message.TryGetProperty("parts", out var parts) ? new ChatMessage(role, PartJson.Read(parts)) : new ChatMessage(role, message.GetProperty("content").GetString()!);
    }

    private static T Parsed<T>(string json, Func<JsonElement, T> read)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return read(document.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException or ArgumentException)
        {
            throw new FormatException("The text is not a conversation in JSON: " + exception.Message, exception);
        }
    }

    private static string Text(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Readable))
        {
            write(json);
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }
}
