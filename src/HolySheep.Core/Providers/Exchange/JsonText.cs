using System;
using System.Globalization;
using System.Text;
using System.Text.Json;
using HolySheep.Providers.Answers;

namespace HolySheep.Providers.Exchange;

/// <summary>Reads JSON texts that a strict reader refuses: unpaired surrogates are kept until <see cref="CharacterJoiner"/> has seen the next piece.</summary>
internal static class JsonText
{
    /// <summary>A byte that is not valid UTF-8 is kept as a lone low surrogate, 0xDC00 plus the byte.</summary>
    public const int EscapedByte = 0xDC00;

    private const int MostContinuationBytes = 3;

    /// <summary>The body without a byte order mark and without leading and trailing whitespace.</summary>
    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> json)
    {
        ReadOnlySpan<byte> mark = [0xEF, 0xBB, 0xBF];
        json = TrimBlanks(json);
        while (json.StartsWith(mark))
        {
            json = TrimBlanks(json.Slice(mark.Length));
        }

        return json;
    }

    /// <summary>The text of the current value: numbers and booleans as they are written; null for null, and for objects and lists, which are skipped.</summary>
    public static string? Read(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return ReadString(ref reader);
            case JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False:
                return OfBytes(reader.ValueSpan);
            default:
                reader.Skip();
                return null;
        }
    }

    /// <summary>The text of the current value; the given text itself if it is that one.</summary>
    public static string? Read(ref Utf8JsonReader reader, ReadOnlySpan<byte> likely, string text) =>
        reader.TokenType == JsonTokenType.String && !reader.ValueIsEscaped && reader.ValueTextEquals(likely) ? text : Read(ref reader);

    /// <summary>The number of the current value, also one that is written as text; null if it is none.</summary>
    public static double? ReadNumber(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var number) ? number : Number(Read(ref reader));

    /// <summary>The text of UTF-8 bytes; bytes that are not characters become replacement characters.</summary>
    public static string OfBytes(ReadOnlySpan<byte> bytes)
    {
#if NET8_0_OR_GREATER
        return Encoding.UTF8.GetString(bytes);
#else
        return Encoding.UTF8.GetString(bytes.ToArray());
#endif
    }

    /// <summary>The JSON of the current value.</summary>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static string ReadRaw(ref Utf8JsonReader reader) => JsonElement.ParseValue(ref reader).GetRawText();

    /// <summary>JSON in one line: line breaks of JSON stand between its values only.</summary>
    public static string OneLine(string json) => json.Replace('\n', ' ').Replace('\r', ' ');

    /// <summary>The number that a text writes; null if it writes none.</summary>
    public static double? Number(string? text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string ReadString(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            return Decode(reader.ValueSpan);
        }
    }

    private static ReadOnlySpan<byte> TrimBlanks(ReadOnlySpan<byte> json)
    {
        var start = 0;
        var end = json.Length;
        while (start < end && json[start] <= (byte)' ')
        {
            start++;
        }

        while (end > start && json[end - 1] <= (byte)' ')
        {
            end--;
        }

        return json.Slice(start, end - start);
    }

    private static string Decode(ReadOnlySpan<byte> raw)
    {
        var text = new StringBuilder(raw.Length);
        for (var at = 0; at < raw.Length;)
        {
            at += raw[at] switch
            {
                (byte)'\\' => Unescape(raw.Slice(at), text),
                < 0x80 => Append(text, (char)raw[at], 1),
                _ => DecodeBytes(raw.Slice(at), text),
            };
        }

        return text.ToString();
    }

    private static int Unescape(ReadOnlySpan<byte> raw, StringBuilder text) => raw[1] switch
    {
        (byte)'u' => Append(text, (char)((Hex(raw[2]) << 12) | (Hex(raw[3]) << 8) | (Hex(raw[4]) << 4) | Hex(raw[5])), 6),
        (byte)'n' => Append(text, '\n', 2),
        (byte)'r' => Append(text, '\r', 2),
        (byte)'t' => Append(text, '\t', 2),
        (byte)'b' => Append(text, '\b', 2),
        (byte)'f' => Append(text, '\f', 2),
        var other => Append(text, (char)other, 2),
    };

    /// <summary>Decodes one character of several bytes, or an unpaired surrogate; keeps a byte that is neither.</summary>
    private static int DecodeBytes(ReadOnlySpan<byte> raw, StringBuilder text)
    {
        var more = ContinuationBytes(raw[0]);
        if (more > 0 && raw.Length > more && IsContinued(raw.Slice(1, more)))
        {
            var code = raw[0] & (0x3F >> more);
            for (var i = 1; i <= more; i++)
            {
                code = (code << 6) | (raw[i] & 0x3F);
            }

            if (code >= Smallest(more) && code <= 0x10FFFF)
            {
                AppendCode(text, code);
                return more + 1;
            }
        }

        return Append(text, (char)(EscapedByte + raw[0]), 1);
    }

    /// <summary>Appends a code point; an unpaired surrogate stays one.</summary>
    public static void AppendCode(StringBuilder text, int code)
    {
        if (code < 0x10000)
        {
            text.Append((char)code);
        }
        else
        {
            text.Append(char.ConvertFromUtf32(code));
        }
    }

    /// <summary>The number of bytes that follow this first byte of a character; 0 if it is not a first byte.</summary>
    public static int ContinuationBytes(int first) => first switch
    {
        >= 0xC2 and <= 0xDF => 1,
        >= 0xE0 and <= 0xEF => 2,
        >= 0xF0 and <= 0xF4 => MostContinuationBytes,
        _ => 0,
    };

    /// <summary>The smallest code point that needs this many bytes after the first.</summary>
    public static int Smallest(int more) => more switch
    {
        1 => 0x80,
        2 => 0x800,
        _ => 0x10000,
    };

    private static bool IsContinued(ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes)
        {
            if ((value & 0xC0) != 0x80)
            {
                return false;
            }
        }

        return true;
    }

    private static int Append(StringBuilder text, char character, int length)
    {
        text.Append(character);
        return length;
    }

    private static int Hex(byte digit) => digit <= (byte)'9' ? digit - '0' : (digit | 0x20) - 'a' + 10;
}
