using System;
using System.Text;
using System.Text.Json;
using HolySheep.Chat;

namespace HolySheep.Providers.OpenAI;

/// <summary>Writes a message whose content has parts: its text, then its attachments.</summary>
internal static class MessageParts
{
    public static void Write(Utf8JsonWriter writer, ChatMessage message)
    {
        writer.WriteStartObject();
        writer.WriteString("role", message.Role);
        writer.WriteStartArray("content");
        WriteText(writer, message.Content);
        foreach (var attachment in message.Attachments)
        {
            WriteAttachment(writer, attachment);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteAttachment(Utf8JsonWriter writer, ChatAttachment attachment)
    {
        var data = attachment.Data.ToArray();
        if (attachment.IsText)
        {
            WriteText(writer, $"{attachment.Name}:\n{Encoding.UTF8.GetString(data)}");
            return;
        }

        var address = $"data:{attachment.MediaType};base64,{Convert.ToBase64String(data)}";
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

    private static void WriteText(Utf8JsonWriter writer, string text)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "text");
        writer.WriteString("text", text);
        writer.WriteEndObject();
    }
}
