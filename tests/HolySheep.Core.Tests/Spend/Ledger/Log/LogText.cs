using System;
using System.IO;
using System.Linq;
using System.Text;

namespace HolySheep.Spend.Ledger.Log;

/// <summary>The text of a part of a log.</summary>
internal static class LogText
{
    /// <summary>Its lines, without the room behind the last one.</summary>
    public static string[] LinesOf(string path) => [.. File.ReadAllLines(path).Where(line => !string.IsNullOrWhiteSpace(line))];

    /// <summary>Writes over the beginning of the room behind the last line.</summary>
    public static void WriteIntoRoom(string path, string text)
    {
        var bytes = File.ReadAllBytes(path);
        var end = Array.LastIndexOf(bytes, LogFrame.End) + 1;
        Encoding.UTF8.GetBytes(text).CopyTo(bytes, end);
        File.WriteAllBytes(path, bytes);
    }
}
