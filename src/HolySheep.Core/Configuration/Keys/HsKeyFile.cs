using System;
using System.IO;
using System.Text.Json;
using HolySheep.Files;

namespace HolySheep.Configuration.Keys;

/// <summary>Reads the key that the <c>hs</c> command stores; never writes the file.</summary>
internal static class HsKeyFile
{
    /// <summary>The file's name in messages.</summary>
    public const string Place = "~/.holysheep/config.json";

    /// <summary>The <c>apiKey</c> in the file below a home folder.</summary>
    public static KeyProbe Read(string? home)
    {
        if (home is null)
        {
            return KeyProbe.Missing("no home folder is known");
        }

        var path = Path.Combine(home, ".holysheep", "config.json");
        if (FileKind.OtherThanFile(path) is { } kind)
        {
            return KeyProbe.Missing($"is {kind}, not a file");
        }

        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var document = JsonDocument.Parse(stream);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("apiKey", out var key) && key.ValueKind == JsonValueKind.String
                ? KeyProbe.Of(key.GetString())
                : KeyProbe.Missing("holds no 'apiKey'");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return KeyProbe.Missing("does not exist");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException or ArgumentException)
        {
            // Without the cause: a parser's message may quote the file.
            return KeyProbe.Missing("cannot be read");
        }
    }
}
