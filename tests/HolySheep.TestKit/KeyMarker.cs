using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;

namespace HolySheep.TestKit;

/// <summary>A key that no accident produces, and the search for it in whatever a test run leaves behind.</summary>
public static class KeyMarker
{
    /// <summary>The key to give to providers.</summary>
    public const string Value = "hs-marker-7f3ac951e2d84b06a1c5d09e6b42f718";

    // half of the key is a leak too, and base64 hides it from a plain search, shifted by none, one or two bytes
    private static readonly string[] Traces = [Value[10..26], Value[26..], .. Enumerable.Range(0, 3).Select(Base64Core)];

    /// <summary>Where in a text the key, a half of it or its base64 form stands, as offsets.</summary>
    public static IReadOnlyList<int> FindInText(string text) =>
        [.. Traces.Select(trace => text.IndexOf(trace, StringComparison.OrdinalIgnoreCase)).Where(offset => offset >= 0)];

    /// <summary>Where in bytes the key stands, written as UTF-8 or UTF-16.</summary>
    public static IReadOnlyList<int> FindInBytes(ReadOnlySpan<byte> bytes)
    {
        var found = new List<int>();
        foreach (string trace in Traces)
        {
            foreach (Encoding encoding in (Encoding[])[Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode])
            {
                int offset = bytes.IndexOf(encoding.GetBytes(trace));
                if (offset >= 0)
                {
                    found.Add(offset);
                }
            }
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
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var bytes = new MemoryStream();
            file.CopyTo(bytes);
            found.AddRange(FindInBytes(bytes.GetBuffer().AsSpan(0, (int)bytes.Length)).Take(1).Select(offset => $"{path} at byte {offset}"));
        }

        return found;
    }

    private static string Base64Core(int shift)
    {
        // the first and last characters depend on what stands around the key
        string encoded = Convert.ToBase64String([.. new byte[shift], .. Encoding.ASCII.GetBytes(Value)]);
        return encoded[4..^4];
    }
}
