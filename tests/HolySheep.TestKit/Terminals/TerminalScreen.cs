using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;

namespace HolySheep.TestKit.Terminals;

/// <summary>What a person sees at a terminal: the rows that are left after movements of the cursor, wrapping and clearing. Styles are not kept.</summary>
public sealed partial class TerminalScreen
{
    private readonly List<StringBuilder> _rows = [new()];
    private readonly int _columns;
    private int _row;
    private int _column;

    private TerminalScreen(int columns) => _columns = columns;

    /// <summary>The rows that the bytes of a terminal leave, with what has scrolled away, without the empty ones at the end.</summary>
    public static IReadOnlyList<string> Of(string written, int columns)
    {
        TerminalScreen screen = new(columns);
        int place = 0;
        while (place < written.Length)
        {
            Match sequence = Sequence().Match(written, place);
            if (sequence.Success)
            {
                screen.Apply(sequence.Groups["final"].Value, sequence.Groups["value"].Value);
                place += sequence.Length;
            }
            else
            {
                screen.Put(written[place++]);
            }
        }

        return [.. screen._rows.Select(row => row.ToString().TrimEnd()).Reverse().SkipWhile(row => row.Length == 0).Reverse()];
    }

    private void Put(char character)
    {
        switch (character)
        {
            case '\r':
                _column = 0;
                return;
            case '\n':
                MoveTo(_row + 1);
                return;
            case '\b':
                _column = Math.Max(0, _column - 1);
                return;
            case < ' ':
                return;
        }

        if (_column >= _columns)
        {
            MoveTo(_row + 1);
            _column = 0;
        }

        StringBuilder row = _rows[_row];
        row.Append(' ', Math.Max(0, _column + 1 - row.Length));
        row[_column++] = character;
    }

    private void Apply(string final, string value)
    {
        int count = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 1;
        switch (final)
        {
            case "A":
                _row = Math.Max(0, _row - count);
                break;
            case "C":
                _column = Math.Min(_columns - 1, _column + count);
                break;
            case "K":
                Cut();
                break;
            case "J":
                Cut();
                _rows.RemoveRange(_row + 1, _rows.Count - _row - 1);
                break;
        }
    }

    private void Cut() => _rows[_row].Length = Math.Min(_rows[_row].Length, _column);

    private void MoveTo(int row)
    {
        _row = row;
        while (_rows.Count <= row)
        {
            _rows.Add(new StringBuilder());
        }
    }

    [GeneratedRegex(@"\G\x1b(?:\[(?<value>[0-9;?]*)(?<final>[A-Za-z])|[=>])")]
    private static partial Regex Sequence();
}
