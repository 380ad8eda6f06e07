using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using System.Text;
using HolySheep.Chat;
using HolySheep.Configuration.Options;

namespace HolySheep.Configuration.Masking;

/// <summary>Replaces keys in texts that people or logs see. Thread-safe.</summary>
/// <remarks>
/// Of a key of 12 characters or more, every run of 12 is hidden in any text, however it is escaped, encoded or wrapped, except a run that contains little more than a prefix that many keys share, such as <c>sk-ant-api03-</c>.
/// A key of 8 to 11 characters with digits and other characters is hidden as a whole, if no letter or digit is next to it. Shorter keys and words are hidden only in errors and ids, because answers may contain them.
/// Placeholders (<c>none</c>, <c>sk-0000000000000000</c>) are not hidden.
/// </remarks>
internal sealed class SecretMask
{
    /// <summary>The replacement for a key.</summary>
    internal const string Stars = "***";

    // Shorter texts would occur in ordinary words.
    private const int ShortestKey = 4;
    private const int ShortestWithDigit = 8;
    private const int FirstHeldBack = 4;

    // Shorter values of headers are words, such as the name of a team.
    private const int ShortestHeader = 8;

    private readonly object _lock = new();
    private readonly bool _apart;
    private readonly ConcurrentDictionary<Secret, bool> _met = new();
    private readonly HashSet<(Secret Secret, bool IsWord)> _known = [];
    private volatile KeyWords _words = KeyWords.None;
    private volatile KeyGrams[] _grams = [];
    private volatile KeyGrams? _openings;

    /// <summary>A mask whose keys are also registered for the process.</summary>
    public SecretMask()
    {
    }

    private SecretMask(bool apart) => _apart = apart;

    /// <summary>A mask whose keys are not registered for the process.</summary>
    public static SecretMask Apart() => new(apart: true);

    /// <summary>Registers a key; from then on no masked text contains it.</summary>
    public void Register(Secret? secret)
    {
        // Every call registers its keys again, so a known key must be cheap.
        if (secret is null || _met.ContainsKey(secret))
        {
            return;
        }

        if (KindOf(secret) is { } isWord)
        {
            Register([(secret, isWord)]);
        }

        _met.TryAdd(secret, true);
    }

    /// <summary>Registers the values of configured headers, which may be keys, with or without a scheme such as Bearer.</summary>
    /// <remarks>Most are not keys (an address, a title): only a value that <see cref="HeaderKey"/> considers a key is searched in answers, including its parts.</remarks>
    public void RegisterHeaders(IEnumerable<ProviderOptions> providers)
    {
        foreach (var provider in providers)
        {
            foreach (var header in provider.Headers)
            {
                Register(new[] { header.Value, header.Value.Substring(header.Value.LastIndexOf(' ') + 1) }
                    .Where(value => value.Length >= ShortestHeader)
                    .Select(value => (new Secret(value), !HeaderKey.Is(header.Key, value))));
            }
        }
    }

    /// <summary>True for a key that is hidden only as a whole, false for one whose runs are hidden too, null for a text that is not a secret.</summary>
    public static bool? KindOf(Secret secret) => secret.Reveal() is { Length: >= ShortestKey } key && !PlaceholderKey.Is(key) ? IsWord(key) : null;

    /// <summary>Registers keys, each with whether it is hidden only as a whole.</summary>
    public void Register(IEnumerable<(Secret Secret, bool IsWord)> keys)
    {
        lock (_lock)
        {
            var fresh = keys.Where(_known.Add).ToList();

            // In errors a short key is hidden even next to letters.
            foreach (var (secret, _) in fresh.Where(key => key.IsWord || key.Secret.Reveal().Length < KeyGrams.Longest))
            {
                _words = _words.With(secret.Reveal());
            }

            if (fresh.Any(key => !key.IsWord))
            {
                var spellings = _known.Where(known => !known.IsWord).SelectMany(known => KeySpellings.Runs(known.Secret.Reveal())).ToList();
                _openings = new KeyGrams(FirstHeldBack, tokens: false, spellings);
                _grams = [.. spellings.GroupBy(spelling => (spelling.Length, spelling.IsToken)).Select(group => new KeyGrams(group.Key.Length, group.Key.IsToken, group))];
            }

            foreach (var (secret, isWord) in _apart ? [] : fresh)
            {
                ProcessKeys.Add(secret, isWord);
            }
        }
    }

    /// <summary>A text about a call, such as an error or an id, with every known key replaced by stars; the same text if there is none.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public string? Mask(string? text)
    {
        text = MaskAnswer(text);
        return string.IsNullOrEmpty(text) ? text : _words.Mask(text!);
    }

    /// <summary>A model's text with every key that is not a word replaced by stars; the same text if there is none.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public string? MaskAnswer(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return text;
        }

        return Find(text.AsSpan()) is { } found ? Replace(text!, found) : text;
    }

    /// <summary>The non-overlapping ranges of a text that belong to keys, in order; null if there are none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="goesOn">True if more of the text comes later.</param>
    internal List<(int Start, int End)>? Find(ReadOnlySpan<char> text, bool goesOn = false)
    {
        List<(int Start, int End)>? found = null;
        var grams = _grams;
        var escapes = grams.Length > 0 && text.IndexOfAny('\\', '%', '&') >= 0;
        foreach (var length in grams)
        {
            length.Find(text, plain: false, goesOn, ref found);
            if (escapes)
            {
                length.Find(text, plain: true, goesOn, ref found);
            }
        }

        return (escapes || grams.Length > 1) && found is not null ? Merged(found) : found;
    }

    /// <summary>The offset from which the end of a text may be the beginning of a key; the text's length if there is none.</summary>
    internal int OpenEnd(ReadOnlySpan<char> text) => _openings?.OpenEnd(text, KeyGrams.Longest - 1) ?? text.Length;

    /// <summary>True if there is a key that is searched in answers.</summary>
    internal bool LooksIntoAnswers => _grams.Length > 0;

    /// <summary>Merges ranges, because those of two keys, or of two readings, may overlap.</summary>
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
}
