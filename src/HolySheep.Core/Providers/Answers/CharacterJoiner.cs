#if NET8_0_OR_GREATER
using System;
#endif
using System.Text;
using HolySheep.Providers.Exchange;

namespace HolySheep.Providers.Answers;

/// <summary>Joins characters that were split between two pieces of a text; an unpaired half becomes U+FFFD.</summary>
internal sealed class CharacterJoiner
{
    private const char Replacement = '\uFFFD';

    /// <summary>The half of a character that waits for the next piece; empty if none does.</summary>
    public string Held { get; private set; } = "";

    /// <summary>A text that came in one piece, without halves of characters.</summary>
    public static string Whole(string text)
    {
        var joiner = new CharacterJoiner();
        return joiner.Add(text) + joiner.Finish();
    }

    /// <summary>The complete characters of a piece; a trailing half waits for the next piece.</summary>
    public string Add(string piece)
    {
        if (Held.Length == 0 && !HasSurrogate(piece))
        {
            return piece;
        }

        var text = Held + piece;
        Held = "";
        var whole = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length;)
        {
            var length = Take(text, at, whole);
            if (length == 0)
            {
                Held = text.Substring(at);
                break;
            }

            at += length;
        }

        return whole.ToString();
    }

    /// <summary>The replacement for a half that was never completed; empty if there is none.</summary>
    public string Finish()
    {
        var rest = Held.Length > 0 ? Replacement.ToString() : "";
        Held = "";
        return rest;
    }

    /// <summary>Reads one character; 0 if the next piece decides what it is.</summary>
    private static int Take(string text, int at, StringBuilder whole)
    {
        var character = text[at];
        if (!char.IsSurrogate(character))
        {
            whole.Append(character);
            return 1;
        }

        if (char.IsHighSurrogate(character))
        {
            if (at + 1 == text.Length)
            {
                return 0;
            }

            var paired = char.IsLowSurrogate(text[at + 1]);
            whole.Append(paired ? text.Substring(at, 2) : Replacement.ToString());
            return paired ? 2 : 1;
        }

        return TakeBytes(text, at, whole);
    }

    /// <summary>Reads the bytes of a character that are in one or several pieces.</summary>
    private static int TakeBytes(string text, int at, StringBuilder whole)
    {
        var more = JsonText.ContinuationBytes(text[at] - JsonText.EscapedByte);
        var code = (text[at] - JsonText.EscapedByte) & (0x3F >> more);
        for (var i = 1; i <= more; i++)
        {
            if (at + i == text.Length)
            {
                return 0;
            }

            var next = text[at + i] - JsonText.EscapedByte;
            if (next is < 0x80 or > 0xBF)
            {
                whole.Append(Replacement);
                return i;
            }

            code = (code << 6) | (next & 0x3F);
        }

        if (more > 0 && code >= JsonText.Smallest(more) && code is <= 0x10FFFF and not (>= 0xD800 and <= 0xDFFF))
        {
            JsonText.AppendCode(whole, code);
            return more + 1;
        }

        whole.Append(Replacement);
        return 1;
    }

    private static bool HasSurrogate(string text)
    {
#if NET8_0_OR_GREATER
        return text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') >= 0;
#else
        foreach (var character in text)
        {
            if (char.IsSurrogate(character))
            {
                return true;
            }
        }

        return false;
#endif
    }
}
