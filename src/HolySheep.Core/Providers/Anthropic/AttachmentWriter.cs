using System;
using System.Text.Json;
using HolySheep.Chat.Parts;
using HolySheep.Providers.Exchange;

namespace HolySheep.Providers.Anthropic;

/// <summary>Writes pictures, PDF files and texts, by their bytes or by their address.</summary>
internal static class AttachmentWriter
{
    private const string Data = "data:";
    private const string Base64 = ";base64,";

    public static void Write(Utf8JsonWriter writer, ChatAttachment attachment)
    {
        writer.WriteStartObject();
        writer.WriteString("type", attachment.IsImage ? "image" : "document");
        writer.WriteStartObject("source");
        WriteSource(writer, attachment);
        writer.WriteEndObject();
        if (!attachment.IsImage && attachment.Name.Length > 0)
        {
            writer.WriteString("title", attachment.Name);
        }

        writer.WriteEndObject();
    }

    private static void WriteSource(Utf8JsonWriter writer, ChatAttachment attachment)
    {
        if (attachment.Address?.OriginalString is { } address)
        {
            if (Embedded(address) is { } data)
            {
                writer.WriteString("type", "base64");
                writer.WriteString("media_type", attachment.MediaType);
                writer.WriteString("data", data);
                return;
            }

            writer.WriteString("type", "url");
            writer.WriteString("url", address);
        }
        else if (attachment.IsText)
        {
            writer.WriteString("type", "text");
            writer.WriteString("media_type", "text/plain");
            writer.WriteString("data", JsonText.OfBytes(attachment.Data.Span));
        }
        else
        {
            writer.WriteString("type", "base64");
            writer.WriteString("media_type", attachment.MediaType == "image/jpg" ? "image/jpeg" : attachment.MediaType);
            writer.WriteBase64String("data", attachment.Data.Span);
        }
    }

    /// <summary>The data in an address that holds it itself; null if it leads elsewhere.</summary>
    private static string? Embedded(string address) =>
        address.StartsWith(Data, StringComparison.OrdinalIgnoreCase) && address.IndexOf(Base64, StringComparison.OrdinalIgnoreCase) is > 0 and var start
            ? address.Substring(start + Base64.Length)
            : null;
}
