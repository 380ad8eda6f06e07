using System;
using System.IO;
using System.Text;
using HolySheep.Files;

namespace HolySheep.Configuration.Keys;

/// <summary>Reads a key from a file that only its owner can read.</summary>
internal static class KeyFile
{
    private const int MostCharacters = 16_384;

    /// <summary>The first line of a file; files that other users can access are refused.</summary>
    public static KeyProbe Read(string path)
    {
        if (FileKind.OtherThanFile(path) is { } kind)
        {
            return KeyProbe.Refused($"the file '{path}' cannot be read: it is {kind}", $"Write the key into the first line of a file, and make the file yours alone (chmod 600).");
        }

        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return IsOpenToOthers(stream)
                ? KeyProbe.Refused($"the file '{path}' can be accessed by other users; only its owner may have access", $"chmod 600 '{path}'")
                : KeyProbe.Of(FirstLine(stream));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return KeyProbe.Missing($"the file '{path}' does not exist", $"Write the key into the first line of '{path}' and make the file yours alone (chmod 600).");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return KeyProbe.Refused($"the file '{path}' cannot be read: {e.Message}", $"Make '{path}' a file that this user can read.");
        }
    }

    private static bool IsOpenToOthers(FileStream stream)
    {
#if NET8_0_OR_GREATER
        const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
            | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

        // Checked on the open file, so that no process can replace it between the check and the read.
        return !OperatingSystem.IsWindows() && (File.GetUnixFileMode(stream.SafeFileHandle) & Others) != 0;
#else
        return stream is null;
#endif
    }

    private static string FirstLine(Stream stream)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8, detectEncodingFromByteOrderMarks: true);
        var buffer = new char[MostCharacters];
        var length = reader.ReadBlock(buffer, 0, buffer.Length);
        var end = Array.FindIndex(buffer, 0, length, character => character is '\n' or '\r');
        return new string(buffer, 0, end < 0 ? length : end);
    }
}
