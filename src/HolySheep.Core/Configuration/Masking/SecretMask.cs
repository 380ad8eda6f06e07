using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using System.Text;
using HolySheep.Chat;
using HolySheep.Configuration.Options;

namespace HolySheep.Configuration.Masking;

/// <summary>Replaces keys in texts that people or logs see; safe for many threads at once.</summary>
/// <remarks>
/// Of a key of 12 characters or more every run of 12 is hidden, and so is one of 8 or more with digits and other characters as a whole: in any text, however it is escaped, encoded or wrapped.
/// Shorter ones (<c>EMPTY</c>, <c>ollama</c>, <c>12345678</c>) are words or numbers of which answers may speak: they are hidden as a whole, and only where errors and ids are told.
/// </remarks>
internal sealed class SecretMask
{
    /// <summary>What stands in a key's place.</summary>
    internal const string Stars = "***";

    // Shorter texts would turn up in every other word.
    private const int ShortestKey = 4;
    private const int ShortestWithDigit = 8;
    private const int FirstHeldBack = 4;

    // Shorter values of headers are words, such as the name of a team.
    private const int ShortestHeader = 8;

    private readonly object _gate = new();
    private readonly HashSet<(Secret Secret, bool IsWord)> _known = [];
    private volatile string[] _words = [];
    private volatile KeyGrams[] _grams = [];
    private volatile KeyGrams? _openings;

    /// <summary>Learns a key; from then on no masked text holds it.</summary>
    public void Register(Secret? secret)
    {
        if (secret is not null && secret.Reveal().Length >= ShortestKey)
        {
            Register(secret, IsWord(secret.Reveal()));
        }
    }

    /// <summary>Learns the values of configured headers, which may be keys, with or without a scheme such as Bearer before them.</summary>
    /// <remarks>Most are none (an address, a title): only one that <see cref="HeaderKey"/> takes for a key is looked for in answers, and by its parts.</remarks>
    public void RegisterHeaders(IEnumerable<ProviderOptions> providers)
    {
        foreach (var header in providers.SelectMany(provider => provider.Headers))
        {
            foreach (var value in new[] { header.Value, header.Value.Substring(header.Value.LastIndexOf(' ') + 1) }.Where(value => value.Length >= ShortestHeader))
            {
                Register(new Secret(value), isWord: !HeaderKey.Is(header.Key, value));
            }
        }
    }

    /// <summary>A text about a call, such as an error or an id, with every known key replaced by stars; the same text if there is none.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public string? Mask(string? text)
    {
        text = MaskAnswer(text);
        if (string.IsNullOrEmpty(text))
        {
            return text;
        }

        foreach (var word in _words)
        {
            if (text!.IndexOf(word, StringComparison.Ordinal) >= 0)
            {
                text = text.Replace(word, Stars);
            }
        }

        return text;
    }

    /// <summary>A text that a model wrote, with every key that is no word replaced by stars; the same text if there is none.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public string? MaskAnswer(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return text;
        }

        return Find(text.AsSpan()) is { } found ? Replace(text!, found) : text;
    }

    /// <summary>The stretches of a text that belong to keys, in order and apart from each other; null if there are none.</summary>
    internal List<(int Start, int End)>? Find(ReadOnlySpan<char> text)
    {
        List<(int Start, int End)>? found = null;
        var grams = _grams;
        var escapes = grams.Length > 0 && text.IndexOfAny('\\', '%', '&') >= 0;
        foreach (var length in grams)
        {
            length.Find(text, plain: false, ref found);
            if (escapes)
            {
                length.Find(text, plain: true, ref found);
            }
        }

        return (escapes || grams.Length > 1) && found is not null ? Merged(found) : found;
    }

    /// <summary>Where the end of a text may be the beginning of a key; the text's length if it is not.</summary>
    internal int OpenEnd(ReadOnlySpan<char> text) => _openings?.OpenEnd(text, KeyGrams.Longest - 1) ?? text.Length;

    /// <summary>True if there is a key that is looked for in answers.</summary>
    internal bool LooksIntoAnswers => _grams.Length > 0;

    private void Register(Secret secret, bool isWord)
    {
        lock (_gate)
        {
            if (!_known.Add((secret, isWord)))
            {
                return;
            }

            if (isWord)
            {
                // The longest go first, so that a key inside another leaves no rest of the other.
                _words = _words.Concat(KeySpellings.Whole(secret.Reveal())).Distinct(StringComparer.Ordinal).OrderByDescending(form => form.Length).ToArray();
                return;
            }

            var keys = _known.Where(known => !known.IsWord).Select(known => known.Secret.Reveal()).ToList();
            _openings = new KeyGrams(FirstHeldBack, keys.SelectMany(KeySpellings.Runs));
            _grams = [.. keys.GroupBy(LengthOfRun).Select(group => new KeyGrams(group.Key, group.SelectMany(KeySpellings.Runs)))];
        }
    }

    /// <summary>The stretches of two keys, or of two readings, may overlap.</summary>
    private static List<(int Start, int End)> Merged(List<(int Start, int End)> found)
    {
        found.Sort();
        var merged = new List<(int Start, int End)>(found.Count) { found[0] };
        foreach (var (start, end) in found)
        {
            var last = merged[merged.Count - 1];
            if (start > last.End)
            {
                merged.Add((start, end));
            }
            else if (end > last.End)
            {
                merged[merged.Count - 1] = (last.Start, end);
            }
        }

        return merged;
    }

    private static string Replace(string text, List<(int Start, int End)> found)
    {
        var masked = new StringBuilder(text.Length);
        var copied = 0;
        foreach (var (start, end) in found)
        {
            masked.Append(text, copied, start - copied).Append(Stars);
            copied = end;
        }

        return masked.Append(text, copied, text.Length - copied).ToString();
    }

    private static bool IsWord(string key) => key.Length < KeyGrams.Longest && (key.Length < ShortestWithDigit || !key.Any(char.IsDigit) || key.All(char.IsDigit));

    private static int LengthOfRun(string key) => Math.Min(key.Length, KeyGrams.Longest);
}
