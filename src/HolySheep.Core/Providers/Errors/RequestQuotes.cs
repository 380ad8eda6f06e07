using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using HolySheep.Chat;
using HolySheep.Providers.Exchange;

namespace HolySheep.Providers.Errors;

/// <summary>Leaves out of an error's text what it quotes of the request: a prompt about refused keys or spent quotas must not be taken for a refused key or a spent quota.</summary>
internal sealed class RequestQuotes
{
    // Shorter stretches are language that a prompt and an error have in common; the longer the request, the more of it they share.
    private const int Quoted = 8;
    private const int Stretch = 16;
    private const int StretchOfLong = 32;
    private const int Long = 20_000;
    private const int MostShort = 64;
    private const string Mark = " \u2026 ";

    private readonly IReadOnlyList<string> _texts;
    private readonly int _stretch;

    /// <param name="texts">What the request says in free words.</param>
    internal RequestQuotes(IEnumerable<string> texts)
    {
        _texts = [.. texts.Where(text => text.Length > 0)];
        _stretch = _texts.Sum(text => (long)text.Length) > Long ? StretchOfLong : Stretch;
    }

    /// <summary>The quotes of a request: its messages, text files, schema, tools and additional members, but not the model's name.</summary>
    public static RequestQuotes Of(ChatRequest request) => new(
    [
        request.System ?? "",
        .. request.Messages.Select(message => message.Written),
        .. request.Messages.SelectMany(message => message.Attachments).SelectMany(file => file.IsText ? (string[])[file.Name, JsonText.OfBytes(file.Data.Span)] : [file.Name]),
        request.JsonSchema?.Name ?? "",
        request.JsonSchema?.Schema ?? "",
        .. request.Stop,
        .. request.Tools.SelectMany(tool => (string[])[tool.Name, tool.Description ?? "", tool.Parameters]),
        .. request.ExtraBody.Values,
    ]);

    /// <summary>The text without what it quotes; linear in the lengths of text and request.</summary>
    public string LeaveOut(string text)
    {
        var words = new PlainWords(text);
        if (words.Length < Quoted || _texts.Count == 0)
        {
            return text;
        }

        var quoted = new bool[words.Length];
        MarkShort(words, quoted);
        Spread(words, Found(words, _stretch), _stretch, (from, to) => to - from >= _stretch, quoted);
        var marks = words.QuoteMarks();
        Spread(words, Found(words, Quoted), Quoted, (from, to) => to - from >= Quoted && marks.Stand(from, to), quoted);
        return Without(text, words, quoted);
    }

    /// <summary>The places in the words at which a stretch of this length begins that the request has too.</summary>
    private bool[] Found(PlainWords words, int length)
    {
        var places = new bool[words.Length];
        if (words.Length < length)
        {
            return places;
        }

        var seen = new Dictionary<ulong, bool>();
        var window = new LetterWindow(length);
        foreach (var letter in words.Letters)
        {
            if (window.Push(letter))
            {
                seen[window.Hash] = false;
            }
        }

        foreach (var text in _texts)
        {
            window.Clear();
            foreach (var letter in PlainWords.LettersOf(text))
            {
                if (window.Push(letter) && seen.ContainsKey(window.Hash))
                {
                    seen[window.Hash] = true;
                }
            }
        }

        window.Clear();
        for (var index = 0; index < words.Length; index++)
        {
            if (window.Push(words.Letters[index]))
            {
                places[index - length + 1] = seen[window.Hash];
            }
        }

        return places;
    }

    // A prompt of two words, told whole.
    private void MarkShort(PlainWords words, bool[] quoted)
    {
        var all = new string(words.Letters);
        foreach (var text in _texts.Where(text => text.Length < 2 * Stretch).Take(MostShort))
        {
            var said = new string([.. PlainWords.LettersOf(text)]).Trim();
            for (var at = said.Length is >= Quoted and < Stretch ? all.IndexOf(said, StringComparison.Ordinal) : -1; at >= 0; at = all.IndexOf(said, at + said.Length, StringComparison.Ordinal))
            {
                if (words.IsBorder(at) && words.IsBorder(at + said.Length))
                {
                    quoted.AsSpan(at, said.Length).Fill(true);
                }
            }
        }
    }

    private static void Spread(PlainWords words, bool[] starts, int length, Func<int, int, bool> counts, bool[] quoted)
    {
        for (var from = 0; from < starts.Length; from++)
        {
            if (!starts[from])
            {
                continue;
            }

            var last = from;
            for (var next = from; next < starts.Length && next <= last + 1; next++)
            {
                last = starts[next] ? next : last;
            }

            // Whole words alone: "valid api key" is in "invalid api key" and says another thing.
            var (begin, end) = (from, last + length);
            while (begin < end && (words.Letters[begin] == ' ' || !words.IsBorder(begin)))
            {
                begin++;
            }

            while (end > begin && (words.Letters[end - 1] == ' ' || !words.IsBorder(end)))
            {
                end--;
            }

            if (counts(begin, end))
            {
                quoted.AsSpan(begin, end - begin).Fill(true);
            }

            from = last;
        }
    }

    private static string Without(string text, PlainWords words, bool[] quoted)
    {
        if (Array.IndexOf(quoted, true) < 0)
        {
            return text;
        }

        var left = new StringBuilder(text.Length);
        var (from, index) = (0, 0);
        while (index < quoted.Length)
        {
            if (!quoted[index])
            {
                index++;
                continue;
            }

            var end = index;
            while (end < quoted.Length && quoted[end])
            {
                end++;
            }

            left.Append(text, from, words.Place(index) - from).Append(Mark);
            from = words.Place(end - 1) + 1;
            index = end;
        }

        return left.Append(text, from, text.Length - from).ToString();
    }
}
