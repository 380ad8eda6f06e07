using System;

namespace HolySheep.Interactive.Markdown;

/// <summary>A part of a line.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Length">Its length in the line, with its marks.</param>
/// <param name="Content">Its text without the marks.</param>
/// <param name="Address">The address of a link; otherwise empty.</param>
internal sealed record InlineSpan(InlineKind Kind, int Length, string Content = "", string Address = "")
{
    private const string Marks = "\\`*_~[";

    /// <summary>The part that begins at a place; null if more of the line is needed to know it.</summary>
    public static InlineSpan? At(string text, int place, bool isWhole)
    {
        var mark = text[place];
        if (Marks.IndexOf(mark) < 0)
        {
            var next = text.IndexOfAny(Marks.ToCharArray(), place);
            return TextOf((next < 0 ? text.Length : next) - place);
        }

        return mark switch
        {
            '\\' => place + 1 < text.Length || isWhole ? TextOf(1) : null,
            '`' => Code(text, place, isWhole),
            '[' => Link(text, place, isWhole),
            _ => Emphasis(text, place, isWhole),
        };
    }

    private static InlineSpan? Code(string text, int place, bool isWhole)
    {
        var run = Run(text, place);
        if (place + run == text.Length && !isWhole)
        {
            return null;
        }

        for (var at = place + run; (at = text.IndexOf('`', at)) >= 0;)
        {
            var end = Run(text, at);
            if (end == run && (at + end < text.Length || isWhole))
            {
                var content = text.Substring(place + run, at - place - run);
                var isPadded = content.Length > 2 && content[0] == ' ' && content[content.Length - 1] == ' ';
                return new InlineSpan(InlineKind.Code, at + end - place, isPadded ? content.Substring(1, content.Length - 2) : content);
            }

            at += end;
        }

        return isWhole ? TextOf(run) : null;
    }

    private static InlineSpan? Link(string text, int place, bool isWhole)
    {
        var close = text.IndexOf(']', place);
        if (close < 0 || close + 1 == text.Length)
        {
            return isWhole ? TextOf(1) : null;
        }

        if (text[close + 1] != '(')
        {
            return TextOf(1);
        }

        var end = text.IndexOf(')', close);
        return end < 0
            ? isWhole ? TextOf(1) : null
            : new InlineSpan(InlineKind.Link, end + 1 - place, text.Substring(place + 1, close - place - 1), text.Substring(close + 2, end - close - 2).Trim());
    }

    private static InlineSpan? Emphasis(string text, int place, bool isWhole)
    {
        var mark = text[place];
        var run = Run(text, place);
        var after = place + run;
        if (after == text.Length)
        {
            return isWhole ? TextOf(run) : null;
        }

        var opens = !char.IsWhiteSpace(text[after]) && (mark != '_' || place == 0 || !char.IsLetterOrDigit(text[place - 1]));
        if (!opens || run > 3 || (mark == '~' && run != 2))
        {
            return TextOf(run);
        }

        for (var at = after; (at = text.IndexOf(mark, at)) >= 0;)
        {
            var end = Run(text, at);
            var isKnown = at + end < text.Length || isWhole;
            var closes = end >= run && !char.IsWhiteSpace(text[at - 1]) && (mark != '_' || at + end == text.Length || !char.IsLetterOrDigit(text[at + end]));
            if (!isKnown)
            {
                return null;
            }

            if (closes && (end == run || run > 1))
            {
                return new InlineSpan(KindOf(mark, run), at + run - place, text.Substring(after, at - after));
            }

            at += end;
        }

        return isWhole ? TextOf(run) : null;
    }

    private static InlineKind KindOf(char mark, int run) => mark == '~' ? InlineKind.Strikethrough
        : run switch { 1 => InlineKind.Emphasis, 2 => InlineKind.Strong, _ => InlineKind.StrongEmphasis };

    private static int Run(string text, int place)
    {
        var end = place;
        while (end < text.Length && text[end] == text[place])
        {
            end++;
        }

        return end - place;
    }

    private static InlineSpan TextOf(int length) => new(InlineKind.Text, Math.Max(1, length));
}
