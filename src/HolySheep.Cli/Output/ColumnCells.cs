using System.Collections.Generic;
using System.Linq;

namespace HolySheep.Cli.Output;

/// <summary>One column of a table: its header, whether its words may wrap, and its cells, the header first.</summary>
internal sealed record ColumnCells(string Header, bool Wraps, IReadOnlyList<string> Cells)
{
    /// <summary>The terminal columns that it takes on one line.</summary>
    public int WidthOnOneLine { get; } = Cells.Max(CellWidth.Of);

    /// <summary>The width below which a word would be broken.</summary>
    public int LeastWidth { get; } = Cells.Max(cell => Wraps ? cell.Split(' ').Max(CellWidth.Of) : CellWidth.Of(cell));
}
