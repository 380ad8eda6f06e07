using System.Collections.Generic;
using System.Text;

namespace HolySheep.Interactive.Editing;

/// <summary>The input as rows of a terminal.</summary>
/// <param name="Rows">The rows, each narrower than the terminal.</param>
/// <param name="Row">The 0-based row of the cursor.</param>
/// <param name="Column">The 0-based column of the cursor.</param>
internal sealed record InputLayout(IReadOnlyList<string> Rows, int Row, int Column)
{
    private const int Narrowest = 8;

    /// <summary>Breaks a text into rows; every row after the first is indented as far as the prompt is wide.</summary>
    /// <param name="prompt">What is before the text.</param>
    /// <param name="text">The text.</param>
    /// <param name="cursor">The place of the cursor in it.</param>
    /// <param name="width">The columns of the terminal. The last one stays empty, because terminals differ in where the cursor is after it.</param>
    public static InputLayout Of(string prompt, string text, int cursor, int width)
    {
        var most = System.Math.Max(Narrowest, width - 1);
        var rows = new List<string>();
        var row = new StringBuilder(prompt);
        var indent = new string(' ', CellWidth.Of(prompt));
        var column = indent.Length;
        var (cursorRow, cursorColumn) = (0, column);
        for (var index = 0; index < text.Length; index++)
        {
            if (index == cursor)
            {
                (cursorRow, cursorColumn) = (rows.Count, column);
            }

            if (text[index] == '\n')
            {
                Break();
                continue;
            }

            var first = index;
            var cells = CellWidth.Of(text, ref index);
            if (column + cells > most)
            {
                Break();
                if (first == cursor)
                {
                    (cursorRow, cursorColumn) = (rows.Count, column);
                }
            }

            row.Append(text, first, index - first + 1);
            column += cells;
        }

        if (cursor >= text.Length)
        {
            (cursorRow, cursorColumn) = (rows.Count, column);
        }

        rows.Add(row.ToString());
        return new InputLayout(rows, cursorRow, cursorColumn);

        void Break()
        {
            rows.Add(row.ToString());
            row.Clear().Append(indent);
            column = indent.Length;
        }
    }
}
