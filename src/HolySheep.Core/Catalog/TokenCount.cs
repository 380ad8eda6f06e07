#if NET8_0_OR_GREATER
using System;
using System.Collections.Concurrent;
using Microsoft.ML.Tokenizers;
#endif

namespace HolySheep.Catalog;

/// <summary>Counts tokens with a model's own encoding. The first count loads the library and its tables; not available on .NET Framework.</summary>
internal static class TokenCount
{
#if NET8_0_OR_GREATER
    // The time for a very long word, as in base64, grows with the square of its length. The word is therefore split, which adds at most one token per piece.
    private const int LongestPiece = 2_048;
    private const int LongestWord = 512;
    private static readonly ConcurrentDictionary<string, Lazy<Tokenizer?>> Tokenizers = new(StringComparer.Ordinal);

    /// <summary>The tokens of a text, at most one too many per 500 characters; null if the encoding is not available.</summary>
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

    /// <summary>The end of the next piece: before a space if there is one, because words begin with their space.</summary>
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
            // A user's catalog may name an encoding that this version does not have.
            return null;
        }
    }
#else
    /// <summary>The tokens of a text; null if the encoding is not available.</summary>
    public static long? Of(string encoding, string text) => null;
#endif
}
