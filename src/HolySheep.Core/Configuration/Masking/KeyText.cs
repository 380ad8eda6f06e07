using System;
using System.Runtime.CompilerServices;

namespace HolySheep.Configuration.Masking;

/// <summary>Reads a text one character at a time for a key search: escapes are decoded, letter case and the two alphabets of Base64 are folded, and whitespace and backslashes are skipped.</summary>
internal ref struct KeyText
{
    // A longer gap is not a wrapped line, but separates two things.
    private const int LongestGap = 64;

    private const char Gap = '\0';

    private readonly ReadOnlySpan<char> _text;

    private readonly bool _plain;

    /// <param name="text">The text.</param>
    /// <param name="plain">True decodes no escapes: it is unknown whether <c>%c3</c> or <c>\n</c> is an escape or the character before a key.</param>
    public KeyText(ReadOnlySpan<char> text, bool plain = false)
    {
        _text = text;
        _plain = plain;
    }

    /// <summary>The current character, folded; NUL for a gap that ends every run.</summary>
    public char Current { get; private set; }

    /// <summary>The offset at which the current character, or its escape, begins.</summary>
    public int Start { get; private set; }

    /// <summary>The offset after the current character.</summary>
    public int End { get; private set; }

    /// <summary>Moves to the next character; false at the end of the text.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Next()
    {
        var at = End;
        if (at < _text.Length)
        {
            var character = _text[at];

            // Most characters of a text are lower-case letters and digits, which need no work.
            if (character is (>= 'a' and <= 'z') or (>= '0' and <= '9'))
            {
                Start = at;
                End = at + 1;
                Current = character;
                return true;
            }
        }

        return NextOther();
    }

    private bool NextOther()
    {
        var gap = 0;
        while (End < _text.Length)
        {
            Start = End;
            var character = Read();
            if (!IsLeftOut(character))
            {
                Current = Fold(character);
                return true;
            }

            gap += End - Start;
            if (gap > LongestGap)
            {
                Current = Gap;
                return true;
            }
        }

        return false;
    }

    /// <summary>One decoded character of the text; moves <see cref="End"/> after it.</summary>
    private char Read()
    {
        var character = _text[End++];
        return character switch
        {
            _ when _plain => character,
            '\\' => ReadEscape(),
            '%' => ReadPercent(),
            '&' => ReadEntity(),
            _ => character,
        };
    }

    /// <summary>What follows backslashes, however many levels of escaping there are: a code, a space, or the character itself.</summary>
    private char ReadEscape()
    {
        while (End < _text.Length && _text[End] == '\\')
        {
            End++;
        }

        if (End == _text.Length)
        {
            return ' ';
        }

        var kind = _text[End];
        var digits = kind is 'u' or 'U' ? 4 : kind is 'x' or 'X' ? 2 : 0;
        if (digits > 0 && Hex(End + 1, digits) is { } code)
        {
            End += 1 + digits;
            return (char)code;
        }

        if (kind is 'n' or 'r' or 't')
        {
            End++;
            return ' ';
        }

        return ReadPlainAfterBackslash(kind);
    }

    private char ReadPlainAfterBackslash(char kind)
    {
        // A percent sign or an entity after a backslash is decoded separately.
        if (kind is '%' or '&')
        {
            return ' ';
        }

        End++;
        return kind;
    }

    /// <summary>A percent-encoded character, encoded once or more often; otherwise the percent sign itself.</summary>
    private char ReadPercent()
    {
        if (Hex(End, 2) is not { } code)
        {
            return '%';
        }

        End += 2;
        while (code == '%' && Hex(End, 2) is { } inner)
        {
            code = inner;
            End += 2;
        }

        return (char)code;
    }

    /// <summary>An HTML entity of a character that a key can contain; otherwise the ampersand itself.</summary>
    private char ReadEntity()
    {
        var rest = _text.Slice(End);
        var end = rest.Slice(0, Math.Min(rest.Length, 8)).IndexOf(';');
        if (end < 2)
        {
            return '&';
        }

        var name = rest.Slice(0, end);
        var found = name[0] == '#' ? OfNumber(name.Slice(1)) : OfName(name);
        if (found is not { } character)
        {
            return '&';
        }

        End += end + 1;
        return character;
    }

    private static char? OfName(ReadOnlySpan<char> name) =>
        name.SequenceEqual("amp".AsSpan()) ? '&'
        : name.SequenceEqual("lt".AsSpan()) ? '<'
        : name.SequenceEqual("gt".AsSpan()) ? '>'
        : name.SequenceEqual("quot".AsSpan()) ? '"'
        : name.SequenceEqual("apos".AsSpan()) ? '\''
        : null;

    private static char? OfNumber(ReadOnlySpan<char> digits)
    {
        var hex = digits.Length > 0 && digits[0] is 'x' or 'X';
        digits = hex ? digits.Slice(1) : digits;
        var code = 0;
        foreach (var digit in digits)
        {
            var value = Value(digit);
            if (value < 0 || value >= (hex ? 16 : 10))
            {
                return null;
            }

            code = (code * (hex ? 16 : 10)) + value;
        }

        return digits.Length > 0 && code <= char.MaxValue ? (char)code : null;
    }

    private readonly int? Hex(int at, int digits)
    {
        if (at + digits > _text.Length)
        {
            return null;
        }

        var code = 0;
        for (var index = at; index < at + digits; index++)
        {
            var value = Value(_text[index]);
            if (value < 0)
            {
                return null;
            }

            code = (code * 16) + value;
        }

        return code;
    }

    private static int Value(char digit) => digit switch
    {
        >= '0' and <= '9' => digit - '0',
        >= 'a' and <= 'f' => digit - 'a' + 10,
        >= 'A' and <= 'F' => digit - 'A' + 10,
        _ => -1,
    };

    private static char Fold(char character) => character switch
    {
        >= 'A' and <= 'Z' => (char)(character | 0x20),
        '-' => '+',
        '_' => '/',
        _ => character,
    };

    /// <summary>Whether a character wraps or escapes a key and is not part of it: spaces, control characters, backslashes, soft hyphens and zero-width characters.</summary>
    private static bool IsLeftOut(char character) =>
        character is <= ' ' or '\\' or (>= '\u007F' and <= '\u00A0') or '\u00AD' or (>= '\u200B' and <= '\u200D') or '\u2028' or '\u2029' or '\uFEFF';
}
