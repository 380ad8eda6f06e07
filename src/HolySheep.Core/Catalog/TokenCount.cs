#if NET8_0_OR_GREATER
using System;
using System.Collections.Concurrent;
using Microsoft.ML.Tokenizers;
#endif

namespace HolySheep.Catalog;

/// <summary>Counts tokens with a model's own encoding; the library and its tables are loaded by the first count, and not on .NET Framework.</summary>
internal static class TokenCount
{
#if NET8_0_OR_GREATER
    // A word without an end, as in base64, takes a time that grows with the square of its length: it is cut, which adds a token a piece at the most.
    private const int LongestPiece = 2_048;
    private const int LongestWord = 512;
    private static readonly ConcurrentDictionary<string, Lazy<Tokenizer?>> Tokenizers = new(StringComparer.Ordinal);

    /// <summary>The tokens of a text, at most one more for every 500 characters; null where the encoding is not at hand.</summary>
    public static long? Of(string encoding, string text)
    {
        if (Tokenizers.GetOrAdd(encoding, static name => new Lazy<Tokenizer?>(() => Create(name))).Value is not { } tokenizer)
        {
            return null;
        }

        long tokens = 0;
        for (var rest = text.AsSpan(); rest.Length > 0;)
        {
            var length = PieceOf(rest);
            tokens += tokenizer.CountTokens(rest[..length]);
            rest = rest[length..];
        }

        return tokens;
    }

    /// <summary>Up to where the next piece goes: before a space where there is one, as words begin with theirs.</summary>
    private static int PieceOf(ReadOnlySpan<char> text)
    {
        if (text.Length <= LongestPiece)
        {
            return text.Length;
        }

        var space = text[..LongestPiece].LastIndexOf(' ');
        return space >= LongestWord ? space : char.IsHighSurrogate(text[LongestWord - 1]) ? LongestWord - 1 : LongestWord;
    }

    private static TiktokenTokenizer? Create(string encoding)
    {
        try
        {
            return TiktokenTokenizer.CreateForEncoding(encoding);
        }
        catch (ArgumentException)
        {
            // A catalogue of the user's may name an encoding that this version has not.
            return null;
        }
    }
#else
    /// <summary>The tokens of a text; null where the encoding is not at hand.</summary>
    public static long? Of(string encoding, string text) => null;
#endif
}
