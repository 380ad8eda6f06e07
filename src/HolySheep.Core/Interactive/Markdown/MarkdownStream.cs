using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using HolySheep.Interactive.Terminal;

namespace HolySheep.Interactive.Markdown;

/// <summary>
/// Shows Markdown with styles while it arrives. It only ever appends: what was shown is never drawn again, so that nothing flickers and a terminal can be resized at any time.
/// Text is shown as soon as no mark in it is open; a table when it is whole.
/// </summary>
/// <param name="width">The columns of the terminal now.</param>
internal sealed class MarkdownStream(Func<int> width)
{
    private const int LongestRule = 40;

    private readonly StringBuilder _line = new();
    private readonly List<string> _table = [];
    private LineStart _start;
    private string? _fence;

    /// <summary>Takes a piece, and gives what can be shown now. The piece has no control characters but tabs and line feeds.</summary>
    public string Write(string piece)
    {
        var shown = new StringBuilder();
        var from = 0;
        for (int end; (end = piece.IndexOf('\n', from)) >= 0; from = end + 1)
        {
            _line.Append(piece, from, end - from);
            EndLine(shown);
        }

        _line.Append(piece, from, piece.Length - from);
        Advance(shown);
        return shown.ToString();
    }

    /// <summary>Gives the rest, because the text has ended.</summary>
    public string End()
    {
        var shown = new StringBuilder();
        if (_line.Length > 0)
        {
            EndLine(shown);
            TrimLineFeed(shown);
        }

        if (_table.Count > 0)
        {
            EndTable(shown);
            TrimLineFeed(shown);
        }

        _fence = null;
        return shown.ToString();
    }

    // The line has no end yet: shows what of it is certain.
    private void Advance(StringBuilder shown)
    {
        var line = _line.ToString();
        if (line.Length == 0)
        {
            return;
        }

        if (_fence is not null)
        {
            if (!MayEndFence(line))
            {
                shown.Append(StyledText.Of(line, TextStyle.Code));
                _start = new LineStart(LineKind.Fence);
                _line.Clear();
            }

            return;
        }

        if (_start.Kind == LineKind.Unknown && !Begin(line, isWhole: false, shown))
        {
            return;
        }

        line = _line.ToString();
        shown.Append(InlineText.Show(line, StyleOf(_start.Kind), isWhole: false, out var taken));
        _line.Remove(0, taken);
    }

    private void EndLine(StringBuilder shown)
    {
        var line = _line.ToString();
        if (_fence is not null)
        {
            EndCodeLine(line, shown);
        }
        else if (_start.Kind != LineKind.Unknown || Begin(line, isWhole: true, shown))
        {
            shown.Append(InlineText.Show(_line.ToString(), StyleOf(_start.Kind))).Append('\n');
        }

        _line.Clear();
        _start = default;
    }

    private void EndCodeLine(string line, StringBuilder shown)
    {
        if (_start.Kind == LineKind.Unknown && EndsFence(line))
        {
            _fence = null;
            shown.Append(StyledText.Of(line, TextStyle.Dim)).Append('\n');
        }
        else
        {
            shown.Append(StyledText.Of(line, TextStyle.Code)).Append('\n');
        }
    }

    /// <summary>Decides what the line is, and shows its beginning; false if that is not certain yet, or if all of the line is dealt with.</summary>
    private bool Begin(string line, bool isWhole, StringBuilder shown)
    {
        var start = LineStart.Of(line, isWhole);
        if (start.Kind == LineKind.Unknown)
        {
            return false;
        }

        if (start.Kind == LineKind.TableRow)
        {
            _table.Add(line);
            return false;
        }

        EndTable(shown);
        switch (start.Kind)
        {
            case LineKind.Fence:
                _fence = FenceOf(line);
                shown.Append(StyledText.Of(line, TextStyle.Dim)).Append('\n');
                return false;
            case LineKind.Rule:
                shown.Append(StyledText.Of(new string('─', Math.Max(1, Math.Min(LongestRule, width() - 1))), TextStyle.Dim)).Append('\n');
                return false;
            case LineKind.Quote:
                shown.Append(StyledText.Of("│ ", TextStyle.Dim));
                break;
            case LineKind.ListItem:
                shown.Append(Bullet(line.Substring(0, start.Length)));
                break;
        }

        _start = start;
        _line.Remove(0, start.Length);
        return true;
    }

    private void EndTable(StringBuilder shown)
    {
        foreach (var row in _table.Count > 0 ? TableText.Show(_table, width()) : [])
        {
            shown.Append(row).Append('\n');
        }

        _table.Clear();
    }

    private bool EndsFence(string line) => line.Trim() is var marks && marks.Length >= _fence!.Length && marks.All(character => character == _fence[0]);

    private bool MayEndFence(string line) => _start.Kind == LineKind.Unknown && line.Trim().All(character => character == _fence![0]);

    private static string FenceOf(string line)
    {
        var trimmed = line.TrimStart();
        return new string(trimmed[0], trimmed.TakeWhile(character => character == trimmed[0]).Count());
    }

    private static string Bullet(string start) => char.IsDigit(start.TrimStart()[0]) ? start : start.Replace('-', '•').Replace('*', '•').Replace('+', '•');

    private static TextStyle StyleOf(LineKind kind) => kind switch
    {
        LineKind.Heading => TextStyle.Bold,
        LineKind.Quote => TextStyle.Italic,
        _ => TextStyle.Plain,
    };

    private static void TrimLineFeed(StringBuilder shown)
    {
        if (shown.Length > 0 && shown[shown.Length - 1] == '\n')
        {
            shown.Length--;
        }
    }
}
