using System;
using System.Linq;
using System.Text;

namespace HolySheep.Configuration.Masking;

/// <summary>Keys that are words or short numbers, in every spelling; hides them in texts about a call. Immutable.</summary>
internal sealed class KeyWords
{
    // Shorter words are parts of other words.
    private const int ShortestPart = 8;

    private readonly (string Text, bool IsToken)[] _spellings;

    private KeyWords((string Text, bool IsToken)[] spellings) => _spellings = spellings;

    /// <summary>No words.</summary>
    public static KeyWords None { get; } = new([]);

    /// <summary>These words and one more.</summary>
    public KeyWords With(string key)
    {
        var spellings = KeySpellings.Whole(key).Select(text => (text, IsToken: text == key && key.Length < ShortestPart));

        // The longest come first, so that a key inside another leaves no rest of the other.
        return new KeyWords([.. _spellings.Concat(spellings).Distinct().OrderByDescending(spelling => spelling.Item1.Length)]);
    }

    /// <summary>The text with every one replaced by stars; the same text if there is none.</summary>
    public string Mask(string text)
    {
        foreach (var (spelling, isToken) in _spellings)
        {
            if (text.IndexOf(spelling, StringComparison.Ordinal) >= 0)
            {
                text = isToken ? ReplaceTokens(text, spelling) : text.Replace(spelling, SecretMask.Stars);
            }
        }

        return text;
    }

    private static string ReplaceTokens(string text, string word)
    {
        var masked = new StringBuilder(text.Length);
        var copied = 0;
        for (var at = text.IndexOf(word, StringComparison.Ordinal); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.Ordinal))
        {
            var end = at + word.Length;
            if (at >= copied && (at == 0 || !char.IsLetterOrDigit(text[at - 1])) && (end == text.Length || !char.IsLetterOrDigit(text[end])))
            {
                masked.Append(text, copied, at - copied).Append(SecretMask.Stars);
                copied = end;
            }
        }

        return copied == 0 ? text : masked.Append(text, copied, text.Length - copied).ToString();
    }
}
