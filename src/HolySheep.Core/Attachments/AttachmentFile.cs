using System;
using System.IO;
using HolySheep.Chat.Parts;
using HolySheep.Errors;
using HolySheep.Files;

namespace HolySheep.Attachments;

/// <summary>Reads files that are sent with a message.</summary>
public static class AttachmentFile
{
    /// <summary>Reads a picture, a PDF, or any file that is text in UTF-8 or, with its mark, UTF-16, of at most 20 MB.</summary>
    /// <exception cref="HolySheepException">The file cannot be read, is too large, or is of an unsupported kind.</exception>
    public static ChatAttachment Read(string path)
    {
        byte[] data;
        try
        {
            data = BoundedFile.Read(path, AttachmentKind.MostBytes) ?? throw Fault(path, "has more than 20 MB", "Attach at most 20 MB.");
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Fault(path, "does not exist", $"Check the path: '{Path.GetFullPath(path)}'.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw Fault(path, "cannot be read: " + exception.Message.TrimEnd('.'), "Check the path and its rights.");
        }

        return AttachmentKind.Of(Path.GetFileName(path), data, trustsName: true) ?? throw Fault(path, "is not a picture, PDF or text in UTF-8", AttachmentKind.Supported);
    }

    private static HolySheepException Fault(string path, string what, string hint) =>
        new(ErrorCode.ArgumentInvalid, $"The attachment '{path}' {what}.", hint);
}
