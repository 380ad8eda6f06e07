using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;

namespace HolySheep.Cli.Output;

/// <summary>Rows for a terminal that is too narrow for a table: one field per line, and a blank line between rows. A word longer than the line is not broken.</summary>
internal static class FieldList
{
    private const string Gap = "  ";

    public static void Write(TextWriter writer, IReadOnlyList<string> headers, IReadOnlyList<string[]> rows, int width)
    {
        var label = headers.Max(header => header.Length);
        foreach (var row in rows)
        {
            for (var i = 0; i < headers.Count; i++)
            {
                if (row[i].Length > 0)
                {
                    writer.Write(headers[i].PadRight(label) + Gap);
                    writer.Write(string.Join('\n' + new string(' ', label) + Gap, Lines(row[i], Math.Max(1, width - label - Gap.Length))));
                    writer.Write('\n');
                }
            }

            writer.Write('\n');
        }
    }

    private static IEnumerable<string> Lines(string text, int width)
    {
        var line = new StringBuilder();
        foreach (var word in text.Split(' '))
        {
            if (line.Length > 0 && CellWidth.Of(line.ToString()) + 1 + CellWidth.Of(word) > width)
            {
                yield return line.ToString();
                line.Clear();
            }

            line.Append(line.Length > 0 ? " " : "").Append(word);
        }

        yield return line.ToString();
    }
}
