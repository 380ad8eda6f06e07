using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using HolySheep.Chat.Parts;
using HolySheep.Errors;

namespace HolySheep;

/// <summary>Reads files that are sent with a message.</summary>
public static class AttachmentFile
{
    private const int LargestFile = 20 * 1024 * 1024;

    private static readonly Dictionary<string, string> MediaTypes = new(StringComparer.OrdinalIgnoreCase)
    {
        [".png"] = "image/png",
        [".jpg"] = "image/jpeg",
        [".jpeg"] = "image/jpeg",
        [".gif"] = "image/gif",
        [".webp"] = "image/webp",
        [".pdf"] = "application/pdf",
    };

    /// <summary>Reads a picture, a PDF, or any file that is text in UTF-8 or, with its mark, UTF-16, of at most 20 MB.</summary>
    /// <exception cref="HolySheepException">The file cannot be read, is too large, or is of an unsupported kind.</exception>
    public static ChatAttachment Read(string path)
    {
        byte[] data;
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            if (file.Length > LargestFile)
            {
                throw Fault(path, $"has {file.Length / 1024 / 1024} MB", "Attach at most 20 MB.");
            }

            using var copy = new MemoryStream((int)file.Length);
            file.CopyTo(copy);
            data = copy.ToArray();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw Fault(path, "cannot be read: " + exception.Message, "Check the path and its rights.");
        }

        var name = Path.GetFileName(path);
        if (MediaTypes.TryGetValue(Path.GetExtension(path), out var mediaType))
        {
            return new ChatAttachment(name, mediaType, data);
        }

        return TextOf(data) is { } text
            ? new ChatAttachment(name, "text/plain", Encoding.UTF8.GetBytes(text))
            : throw Fault(path, "is not a picture, PDF or text in UTF-8", "Attach png, jpg, gif, webp, pdf or text.");
    }

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

    private static HolySheepException Fault(string path, string what, string hint) =>
        new(ErrorCode.ArgumentInvalid, $"The attachment '{path}' {what}.", hint);
}
