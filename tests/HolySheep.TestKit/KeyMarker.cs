using System;
using System.Buffers;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace HolySheep.TestKit;

/// <summary>A key that no accident produces, and the search for it in whatever a test run leaves behind: in whole or any twelve characters of it, escaped, encoded, wrapped or in Base64.</summary>
public static partial class KeyMarker
{
    /// <summary>The key to give to providers.</summary>
    public const string Value = "hs-marker-7f3ac951e2d84b06a1c5d09e6b42f718";

    private const int Piece = 1 << 20;
    private const int Overlap = 1 << 10;

    // Twelve characters in a row are a leak.
    private const int Run = 12;

    private static readonly Lazy<SearchValues<string>> _runs = new(() => SearchValues.Create([.. Runs(Value)], StringComparison.OrdinalIgnoreCase));

    /// <summary>Where in a text the key stands, as offsets into the text once it is decoded.</summary>
    public static IReadOnlyList<int> FindInText(string text) => FindInText(text, Value);

    /// <summary>Where in a text another key stands.</summary>
    public static IReadOnlyList<int> FindInText(string text, string key)
    {
        var found = new List<int>();
        var runs = key == Value ? _runs.Value : SearchValues.Create([.. Runs(key)], StringComparison.OrdinalIgnoreCase);
        foreach (var reading in Readings(text))
        {
            var offset = reading.AsSpan().IndexOfAny(runs);
            if (offset >= 0)
            {
                found.Add(offset);
            }
        }

        return found;
    }

    /// <summary>Where in bytes the key stands, written as UTF-8 or UTF-16.</summary>
    public static IReadOnlyList<int> FindInBytes(ReadOnlySpan<byte> bytes)
    {
        var found = new List<int>();
        found.AddRange(FindInText(Encoding.Latin1.GetString(bytes)));

        // UTF-16 of either order: the zero bytes between left out.
        if (bytes.IndexOf((byte)0) >= 0)
        {
            found.AddRange(FindInText(Encoding.Latin1.GetString(bytes).Replace("\0", "", StringComparison.Ordinal)));
        }

        return found;
    }

    /// <summary>The files under a folder that hold the key, one line each: path and offset. Links are not followed.</summary>
    /// <exception cref="DirectoryNotFoundException">The folder is not there, so nothing was searched.</exception>
    public static IReadOnlyList<string> FindIn(string folder)
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = false };
        var found = new List<string>();
        foreach (string path in Directory.EnumerateFiles(folder, "*", options))
        {
            try
            {
                found.AddRange(FindInFile(path).Take(1).Select(offset => $"{path} at byte {offset}"));
            }
            catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
            {
                // What ends in the background has deleted it since it was listed.
            }
        }

        return found;
    }

    /// <summary>Where in a file the key stands; nothing in what has no length, such as a pipe.</summary>
    public static IEnumerable<long> FindInFile(string path)
    {
        if (new FileInfo(path).Length == 0)
        {
            yield break;
        }

        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        var bytes = new byte[Piece];
        var (start, kept) = (0L, 0);
        while (file.ReadAtLeast(bytes.AsSpan(kept), bytes.Length - kept, throwOnEndOfStream: false) is var read and > 0)
        {
            foreach (var offset in FindInBytes(bytes.AsSpan(0, kept + read)).Take(1))
            {
                yield return start + offset;
            }

            // A key may lie on both sides of the border, each character of it as six.
            var end = kept + read;
            kept = Math.Min(end, Overlap);
            bytes.AsSpan(end - kept, kept).CopyTo(bytes);
            start += end - kept;
        }
    }

    /// <summary>The ways in which a reader could decode a text; each is decoded no further than necessary, so that most texts are searched once.</summary>
    private static IEnumerable<string> Readings(string text)
    {
        yield return text;
        var decoded = text;
        for (var depth = 0; depth < 3; depth++)
        {
            var deeper = Unescaped(decoded);
            if (deeper == decoded)
            {
                break;
            }

            decoded = deeper;
        }

        // Wrapped: without what stands between the lines, and the signs that escaping leaves.
        yield return Blanks().Replace(decoded, "");
    }

    private static string Unescaped(string text)
    {
        text = text.Contains('\\', StringComparison.Ordinal)
            ? Unicode().Replace(text, match => ((char)int.Parse(match.Groups[1].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString())
            : text;
        text = text.Contains('%', StringComparison.Ordinal)
            ? Percent().Replace(text, match => ((char)int.Parse(match.Groups[1].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString())
            : text;
        return text.Contains("&#", StringComparison.Ordinal) || text.Contains("&amp;", StringComparison.Ordinal) ? WebUtility.HtmlDecode(text) : text;
    }

    private static IEnumerable<string> Runs(string key)
    {
        for (var start = 0; start + Run <= key.Length; start += 1)
        {
            yield return key.Substring(start, Run);
        }

        foreach (var shift in Enumerable.Range(0, 3))
        {
            // The first and last characters depend on what stands around the key.
            var encoded = Convert.ToBase64String([.. new byte[shift], .. Encoding.ASCII.GetBytes(key)]);
            yield return encoded[4..^4];
        }
    }

    [GeneratedRegex(@"\\+u([0-9a-fA-F]{4})")]
    private static partial Regex Unicode();

    [GeneratedRegex("%([0-9a-fA-F]{2})")]
    private static partial Regex Percent();

    [GeneratedRegex(@"(\\[nrt]|\s|\\)+")]
    private static partial Regex Blanks();
}
