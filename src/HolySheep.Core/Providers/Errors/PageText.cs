using System;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace HolySheep.Providers.Errors;

/// <summary>Extracts the visible text of an HTML page.</summary>
internal sealed class PageText
{
    private const int LongestPage = 64_000;
    private const int LongestTag = 2_000;
    private static readonly Regex Blanks = new(@"\s+", RegexOptions.CultureInvariant);

    // Elements that people do not see, with the end of each.
    private static readonly (string Begin, string End)[] Hidden = [("<!--", "-->"), ("<script", "</script"), ("<style", "</style"), ("<svg", "</svg"), ("<noscript", "</noscript")];

    private readonly string _page;
    private readonly StringBuilder _text;

    // Where the next end of each kind is, and the next '>'. An end that is missing is looked for once: a page of beginnings alone costs no more than another.
    private readonly int[] _ends = new int[Hidden.Length];
    private int _tagEnd;

    internal PageText(string page)
    {
        _page = page;
        _text = new StringBuilder(page.Length);
    }

    /// <summary>How many characters were looked at.</summary>
    internal long Looked { get; private set; }

    public static bool IsPage(string text) => text[0] == '<';

    /// <summary>The text without tags; null if nothing is left.</summary>
    public static string? Read(string page) => new PageText(page.Length > LongestPage ? page.Substring(0, LongestPage) : page).Read();

    internal string? Read()
    {
        var at = 0;
        while (at < _page.Length)
        {
            var next = Find("<", at);
            next = next < 0 ? _page.Length : next;
            _text.Append(_page, at, next - at);
            at = next;
            if (at < _page.Length)
            {
                var end = Math.Max(EndOfHidden(at), EndOfTag(at));
                _text.Append(end > at ? ' ' : '<');
                at = end > at ? end : at + 1;
            }
        }

        var text = Blanks.Replace(WebUtility.HtmlDecode(_text.ToString()), " ").Trim();
        return text.Length == 0 ? null : text;
    }

    private int EndOfHidden(int at)
    {
        for (var kind = 0; kind < Hidden.Length; kind++)
        {
            var (begin, end) = Hidden[kind];
            if (string.Compare(_page, at, begin, 0, begin.Length, StringComparison.OrdinalIgnoreCase) != 0 || (kind > 0 && at + begin.Length < _page.Length && IsOfWord(_page[at + begin.Length])))
            {
                continue;
            }

            for (var from = at + begin.Length; _ends[kind] >= 0 && _ends[kind] < from;)
            {
                _ends[kind] = Find(end, from);
            }

            // "</script >" has its end behind blanks.
            while (_ends[kind] >= 0 && kind > 0)
            {
                var close = _ends[kind] + end.Length;
                while (close < _page.Length && char.IsWhiteSpace(_page[close]))
                {
                    close++;
                    Looked++;
                }

                if (close < _page.Length && _page[close] == '>')
                {
                    return close + 1;
                }

                _ends[kind] = close < _page.Length ? Find(end, close) : -1;
            }

            return _ends[kind] < 0 ? -1 : _ends[kind] + end.Length;
        }

        return -1;
    }

    private int EndOfTag(int at)
    {
        if (_tagEnd >= 0 && _tagEnd <= at)
        {
            _tagEnd = Find(">", at);
        }

        return _tagEnd >= 0 && _tagEnd - at <= LongestTag + 1 ? _tagEnd + 1 : -1;
    }

    private int Find(string what, int from)
    {
        var found = _page.IndexOf(what, from, StringComparison.OrdinalIgnoreCase);
        Looked += (found < 0 ? _page.Length : found) - from;
        return found;
    }

    private static bool IsOfWord(char letter) => char.IsLetterOrDigit(letter) || letter == '_';
}
