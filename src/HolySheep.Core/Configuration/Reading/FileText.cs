using System;
using System.IO;
using System.Text;
using HolySheep.Errors;
using HolySheep.Files;

namespace HolySheep.Configuration.Reading;

/// <summary>Reads the text of a file: UTF-8, or the encoding of its byte order mark.</summary>
internal static class FileText
{
    /// <summary>Reads the text; null if the file does not exist.</summary>
    /// <exception cref="ConfigurationException">The file cannot be read, or is not text.</exception>
    public static string? Read(string path)
    {
        RefuseOther(path);
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(stream, new UTF8Encoding(false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: true);
            return reader.ReadToEnd();
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (DecoderFallbackException)
        {
            throw new ConfigurationException("the file is not UTF-8 text", path, hint: "Save it as UTF-8.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new ConfigurationException("the file cannot be read: " + e.Message, path, hint: "Check the path and its rights.");
        }
    }

    /// <summary>Refuses the path of a folder, a pipe or a device.</summary>
    /// <exception cref="ConfigurationException">The path is that of a folder, a pipe or a device.</exception>
    public static void RefuseOther(string path)
    {
        if (FileKind.OtherThanFile(path) is { } kind)
        {
            throw new ConfigurationException($"this is {kind}; expected a file", path, hint: "Name the file itself, for example config.json in a folder.");
        }
    }
}
