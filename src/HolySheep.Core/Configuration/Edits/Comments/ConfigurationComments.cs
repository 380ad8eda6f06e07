using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace HolySheep.Configuration.Edits.Comments;

/// <summary>Keeps the comments of a file that is changed: each stays with the member or item that it stands above or beside, and goes with it.</summary>
internal static class ConfigurationComments
{
    private const string Indent = "  ";

    /// <summary>A text that was written without comments, with the comments of the text before the change.</summary>
    /// <param name="written">The new text, one member or item on a line.</param>
    /// <param name="before">The text before the change, which is valid.</param>
    public static string Keep(string written, string before)
    {
        if (!before.Contains("//") && !before.Contains("/*"))
        {
            return written;
        }

        try
        {
            var commented = CommentedPlaces.Read(before).Where(place => place.Above.Count + place.Beside.Count > 0).ToDictionary(place => place.Name, StringComparer.Ordinal);
            return commented.Count > 0 && Insert(written, commented) is var kept && IsSame(kept, written) ? kept : written;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or ArgumentException)
        {
            // A comment is never worth a value.
            return written;
        }
    }

    private static bool IsSame(string kept, string written) => JsonNode.Parse(kept, null, ConfigurationText.Tolerant)?.ToJsonString() == JsonNode.Parse(written)?.ToJsonString();

    private static string Insert(string written, Dictionary<string, CommentedPlace> commented)
    {
        var newLine = written.Contains("\r\n") ? "\r\n" : "\n";
        var lines = written.Split('\n');
        var (above, beside) = (new List<string>[lines.Length], new List<string>[lines.Length]);
        foreach (var place in CommentedPlaces.Read(written))
        {
            if (commented.TryGetValue(place.Name, out var found))
            {
                (above[place.Line] ??= []).AddRange(found.Above);
                (beside[place.Line] ??= []).AddRange(found.Beside);
            }
        }

        var text = new StringBuilder();
        for (var number = 0; number < lines.Length; number++)
        {
            var line = lines[number].TrimEnd('\r');
            var content = line.TrimStart();

            // What is above the end of an object or list belongs to its content.
            var indent = line.Substring(0, line.Length - content.Length) + (content.Length > 0 && content[0] is ('}' or ']') ? Indent : "");
            foreach (var comment in above[number] ?? [])
            {
                text.Append(indent).Append(WithLines(comment, newLine)).Append(newLine);
            }

            text.Append(line);

            // What follows a comment with // on a line is part of it.
            foreach (var comment in (beside[number] ?? []).OrderBy(comment => comment.StartsWith("//", StringComparison.Ordinal)))
            {
                text.Append(' ').Append(WithLines(comment, newLine));
            }

            text.Append(number < lines.Length - 1 ? newLine : "");
        }

        return text.ToString();
    }

    private static string WithLines(string comment, string newLine) => comment.Replace("\r\n", "\n").Replace('\r', '\n').Replace("\n", newLine);
}
