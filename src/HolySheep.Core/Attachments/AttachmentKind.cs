using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using HolySheep.Chat.Parts;

namespace HolySheep.Attachments;

/// <summary>What an attachment is: by its first bytes, then by the extension of its name, then as text.</summary>
internal static class AttachmentKind
{
    /// <summary>The longest attachment.</summary>
    public const int MostBytes = 20 * 1024 * 1024;

    /// <summary>What to attach in place of what is not supported.</summary>
    public const string Supported = "Attach png, jpg, gif, webp, pdf or text.";

    private static readonly Dictionary<string, string> MediaTypes = new(StringComparer.OrdinalIgnoreCase)
    {
        [".png"] = "image/png",
        [".jpg"] = "image/jpeg",
        [".jpeg"] = "image/jpeg",
        [".gif"] = "image/gif",
        [".webp"] = "image/webp",
        [".pdf"] = "application/pdf",
    };

    // Providers refuse a picture whose bytes are of another kind than its name says.
    private static readonly (string MediaType, int Offset, byte[] Bytes)[] Beginnings =
    [
        ("image/png", 0, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]), ("image/jpeg", 0, [0xFF, 0xD8, 0xFF]), ("image/gif", 0, [0x47, 0x49, 0x46, 0x38]),
        ("image/webp", 8, [0x57, 0x45, 0x42, 0x50]), ("application/pdf", 0, [0x25, 0x50, 0x44, 0x46, 0x2D]),
    ];

    /// <summary>The media type that the extension of a name stands for; null if it is none of a picture or PDF.</summary>
    public static string? OfName(string name) => MediaTypes.TryGetValue(Path.GetExtension(name), out var mediaType) ? mediaType : null;

    /// <summary>The attachment of these bytes; null if they are neither a picture, a PDF nor text.</summary>
    /// <param name="name">Its name for the model.</param>
    /// <param name="data">The bytes.</param>
    /// <param name="trustsName">Whether the extension counts if the bytes do not say what they are.</param>
    public static ChatAttachment? Of(string name, byte[] data, bool trustsName) =>
        Beginnings.FirstOrDefault(beginning => BeginsWith(data, beginning.Offset, beginning.Bytes)).MediaType is { } known ? new ChatAttachment(name, known, data)
        : trustsName && OfName(name) is { } named ? new ChatAttachment(name, named, data)
        : TextOf(data) is { } text ? new ChatAttachment(name, "text/plain", Encoding.UTF8.GetBytes(text))
        : null;

    private static bool BeginsWith(byte[] data, int offset, byte[] bytes) => data.Length >= offset + bytes.Length && data.AsSpan(offset, bytes.Length).SequenceEqual(bytes);

    /// <summary>The text in UTF-8, or in UTF-16 with a byte order mark, as Windows PowerShell writes it; null if it is not text.</summary>
    private static string? TextOf(byte[] data)
    {
        try
        {
            using var reader = new StreamReader(new MemoryStream(data), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
            var text = reader.ReadToEnd();
            return text.IndexOf('\0') < 0 ? text : null;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
