using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using HolySheep.Interactive.Editing;
using HolySheep.Interactive.Terminal;

namespace HolySheep.Interactive.Markdown;

/// <summary>Shows a table of Markdown with aligned columns, or as it was written if it does not fit.</summary>
internal static class TableText
{
    private const string Gap = "  ";

    private static readonly Regex Separator = new(@"^\s*\|?(?:\s*:?-+:?\s*\|)+(?:\s*:?-+:?\s*)?$", RegexOptions.CultureInvariant);
    private static readonly Regex Styles = new("\u001b\\[[0-9;]*m", RegexOptions.CultureInvariant);
    private static readonly Regex CellEnd = new(@"(?<!\\)\|", RegexOptions.CultureInvariant);

    /// <summary>The lines of a table as they are shown.</summary>
    /// <param name="lines">The lines as they were written.</param>
    /// <param name="width">The columns of the terminal.</param>
    public static IReadOnlyList<string> Show(IReadOnlyList<string> lines, int width)
    {
        if (lines.Count < 2 || !Separator.IsMatch(lines[1]))
        {
            return [.. lines.Select(line => InlineText.Show(line))];
        }

        var marks = CellsOf(lines[1]);
        List<string[]> rows = [.. lines.Where((_, number) => number != 1).Select((line, number) => CellsOf(line).Select(cell => InlineText.Show(cell, number == 0 ? TextStyle.Bold : TextStyle.Plain)).ToArray())];
        var widths = Enumerable.Range(0, rows.Max(row => row.Length)).Select(column => rows.Max(row => column < row.Length ? Columns(row[column]) : 0)).ToArray();
        if (widths.Sum() + (Gap.Length * (widths.Length - 1)) >= width)
        {
            return lines;
        }

        var shown = rows.Select(row => string.Join(Gap, row.Select((cell, column) => Aligned(cell, widths[column], column < marks.Length && IsRight(marks[column])))).TrimEnd()).ToList();
        shown.Insert(1, StyledText.Of(string.Join(Gap, widths.Select(cells => new string('─', cells))), TextStyle.Dim));
        return shown;
    }

    private static string[] CellsOf(string line)
    {
        var inner = line.Trim().TrimStart('|');
        inner = inner.EndsWith("|", StringComparison.Ordinal) && !inner.EndsWith("\\|", StringComparison.Ordinal) ? inner.Substring(0, inner.Length - 1) : inner;
        return [.. CellEnd.Split(inner).Select(cell => cell.Trim().Replace("\\|", "|"))];
    }

    private static string Aligned(string cell, int width, bool right)
    {
        var space = new string(' ', width - Columns(cell));
        return right ? space + cell : cell + space;
    }

    private static bool IsRight(string mark) => mark.EndsWith(":", StringComparison.Ordinal) && !mark.StartsWith(":", StringComparison.Ordinal);

    private static int Columns(string cell) => CellWidth.Of(Styles.Replace(cell, ""));
}
