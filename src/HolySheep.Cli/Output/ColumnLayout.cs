using System;
using System.Collections.Generic;
using System.Linq;

namespace HolySheep.Cli.Output;

/// <summary>Finds the column widths at which a table fits a terminal without a broken word.</summary>
/// <param name="Columns">Each column with its width.</param>
internal sealed record ColumnLayout(IReadOnlyList<(ColumnCells Cells, int Width)> Columns)
{
    /// <summary>Spaces after each column.</summary>
    public const int Gap = 1;

    // The table begins and ends with a space, and has one between columns in addition to the gap.
    private const int Edges = 1;

    /// <summary>The layout; null if no widths fit.</summary>
    public static ColumnLayout? Of(IReadOnlyList<ColumnCells> columns, int width)
    {
        var room = width - Edges - columns.Sum(_ => Gap + 1);
        if (columns.Sum(column => column.WidthOnOneLine) <= room)
        {
            return new ColumnLayout([.. columns.Select(column => (column, column.WidthOnOneLine))]);
        }

        var widths = columns.Select(column => column.LeastWidth).ToArray();
        var left = room - widths.Sum();
        if (left < 0)
        {
            return null;
        }

        // The rest goes to the columns with the most lines first, column by column, until none needs more.
        while (left > 0 && Neediest(columns, widths) is { } index)
        {
            widths[index]++;
            left--;
        }

        return new ColumnLayout([.. columns.Select((column, i) => (column, widths[i]))]);
    }

    private static int? Neediest(IReadOnlyList<ColumnCells> columns, int[] widths)
    {
        var wanting = Enumerable.Range(0, widths.Length).Where(i => widths[i] < columns[i].WidthOnOneLine).ToList();
        return wanting.Count == 0 ? null : wanting.MaxBy(i => (double)columns[i].WidthOnOneLine / Math.Max(1, widths[i]));
    }
}
