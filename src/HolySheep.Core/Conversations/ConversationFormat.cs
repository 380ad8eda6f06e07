using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using HolySheep.Chat;

namespace HolySheep.Conversations;

/// <summary>The text of a conversation's file: one JSON object, the messages last.</summary>
internal static class ConversationFormat
{
    /// <summary>The version of the format that is written; every earlier one is read.</summary>
    public const int Version = 1;

    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = true };

    /// <summary>The text of a conversation.</summary>
    public static string Write(StoredConversation conversation)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Readable))
        {
            json.WriteStartObject();
            json.WriteNumber("schema", Version);
            json.WriteString("name", conversation.Name);
            json.WriteString("title", conversation.Title);
            json.WriteString("model", conversation.Model);
            if (conversation.Cost is { } cost)
            {
                json.WriteNumber("cost_usd", cost);
            }
            else
            {
                json.WriteNull("cost_usd");
            }

            json.WriteString("created", Text(conversation.Created));
            json.WriteString("updated", Text(conversation.Updated));
            json.WritePropertyName("conversation");
            json.WriteRawValue(ConversationJson.Write(conversation.Messages));
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length) + "\n";
    }

    /// <summary>Reads a text that <see cref="Write"/> wrote, in this or an earlier version.</summary>
    /// <exception cref="FormatException">The text is damaged.</exception>
    /// <exception cref="NotSupportedException">A later version wrote the text.</exception>
    public static StoredConversation Read(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var root = document.RootElement;
            if (root.GetProperty("schema").GetInt32() is var version && version is < 1 or > Version)
            {
                throw new NotSupportedException($"the format is {version}, and this version reads up to {Version}");
            }

            return new StoredConversation
            {
                Name = Member(root, "name"),
                Title = Member(root, "title"),
                Model = Member(root, "model"),
                Cost = root.GetProperty("cost_usd") is { ValueKind: not JsonValueKind.Null } cost ? cost.GetDecimal() : null,
                Created = Time(Member(root, "created")),
                Updated = Time(Member(root, "updated")),
                Messages = ConversationJson.Read(root.GetProperty("conversation").GetRawText()),
            };
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException or ArgumentException)
        {
            throw new FormatException(exception.Message, exception);
        }
    }

    private static string Member(JsonElement root, string name) => root.GetProperty(name).GetString() ?? throw new JsonException($"The member '{name}' is null.");

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    private static DateTimeOffset Time(string text) => DateTimeOffset.ParseExact(text, "O", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
}
