using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Interactive.Terminal;

namespace HolySheep.Interactive.Editing;

/// <summary>Draws the input at the bottom of what is shown, each time over what it drew before.</summary>
internal sealed class InputArea(IChatScreen screen, string prompt)
{
    private IReadOnlyList<string> _drawn = [];
    private int _row;
    private int _column;
    private string _plain = "";

    /// <summary>Draws the input with the cursor in its place.</summary>
    public ValueTask DrawAsync(TextBuffer buffer) => screen.CanMove ? DrawAsync(buffer.Text, buffer.Cursor) : AppendAsync(buffer.Text);

    /// <summary>Draws the input as it was submitted, and goes to the line below it.</summary>
    public async ValueTask EndAsync(TextBuffer buffer)
    {
        buffer.MoveTo(buffer.Text.Length);
        await DrawAsync(buffer).ConfigureAwait(false);
        await screen.WriteAsync("\n").ConfigureAwait(false);
        Forget();
    }

    /// <summary>Begins again at the cursor, because something else was written.</summary>
    public void Forget()
    {
        _drawn = [];
        (_row, _column, _plain) = (0, 0, "");
    }

    private ValueTask DrawAsync(string text, int cursor)
    {
        var layout = InputLayout.Of(prompt, text, cursor, screen.Width);

        // What has scrolled out of the top cannot be drawn over: of a long input, the rows around the cursor are shown.
        var most = Math.Max(1, screen.Height - 1);
        var first = Math.Max(0, Math.Min(layout.Row - (most / 2), layout.Rows.Count - most));
        var rows = layout.Rows.Skip(first).Take(most).ToList();
        var (row, column) = (layout.Row - first, layout.Column);
        var update = Ansi.Up(RowsAbove()) + "\r" + Ansi.ClearBelow + string.Join("\n", rows) + "\r" + Ansi.Up(rows.Count - 1 - row) + Ansi.Right(column);
        (_drawn, _row, _column) = (rows, row, column);
        return screen.WriteAsync(update);
    }

    // A terminal that became narrower has broken the rows itself.
    private int RowsAbove()
    {
        var width = Math.Max(1, screen.Width);
        return _drawn.Take(_row).Sum(row => 1 + (Math.Max(0, CellWidth.Of(row) - 1) / width)) + (_column / width);
    }

    // Without movements: what is typed at the end is written, and every other change shows the whole input again.
    private ValueTask AppendAsync(string text)
    {
        var shown = prompt + text;
        var update = _plain.Length > 0 && shown.StartsWith(_plain, StringComparison.Ordinal) ? shown.Substring(_plain.Length) : (_plain.Length > 0 ? "\n" : "") + shown;
        _plain = shown;
        return screen.WriteAsync(update);
    }
}
