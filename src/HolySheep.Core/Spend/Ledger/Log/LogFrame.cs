using System;
using System.Buffers;
using System.Buffers.Text;
using System.IO;
using System.IO.Hashing;
using System.Text.Json;

namespace HolySheep.Spend.Ledger.Log;

/// <summary>
/// The layout of lines in a log: a number, a space, one JSON object in ASCII, a space, and the checksum of everything before it in eight hexadecimal digits.
/// Lines of version 0.1.0 end with the JSON.
/// </summary>
internal static class LogFrame
{
    /// <summary>The byte that ends a line.</summary>
    public const byte End = (byte)'\n';

    /// <summary>The byte that fills the room behind the last line of a part that is being written.</summary>
    public const byte Room = (byte)' ';

    private const byte Space = (byte)' ';
    private const byte JsonEnd = (byte)'}';
    private const byte LastOfAscii = 0x7F;
    private const int MostDigits = 19;
    private const int SumDigits = 8;
    private const int TailLength = SumDigits + 1;
    private static readonly StandardFormat Hexadecimal = new('x', SumDigits);

    /// <summary>Adds one line to a buffer.</summary>
    public static void Write(MemoryStream buffer, long number, byte[] json)
    {
        Span<byte> head = stackalloc byte[MostDigits + 1];
        Utf8Formatter.TryFormat(number, head, out var digits);
        head[digits++] = Space;
        var start = (int)buffer.Length;
        buffer.SetLength(start + digits + json.Length + TailLength + 1);
        var line = buffer.GetBuffer().AsSpan(start, (int)buffer.Length - start);
        head.Slice(0, digits).CopyTo(line);
        json.CopyTo(line.Slice(digits));
        WriteTail(line.Slice(0, digits + json.Length), line.Slice(digits + json.Length));
        line[line.Length - 1] = End;
    }

    /// <summary>Reads a line without its end; null if its checksum is wrong or it is not a line.</summary>
    public static LogHead? Read(ReadOnlySpan<byte> line, out ReadOnlySpan<byte> json)
    {
        json = default;
        var isChecked = line.Length > TailLength && line[line.Length - 1] != JsonEnd;
        var content = isChecked ? line.Slice(0, line.Length - TailLength) : line;
        var start = HeadLength(line, out var number);
        if (number <= 0 || start >= content.Length || (isChecked && !IsTail(content, line.Slice(content.Length))))
        {
            return null;
        }

        json = content.Slice(start);
        return new LogHead(number, isChecked);
    }

    /// <summary>The bytes after the last complete line without the room behind them.</summary>
    public static ReadOnlySpan<byte> WithoutRoom(ReadOnlySpan<byte> rest)
    {
        while (rest.Length > 0 && rest[rest.Length - 1] == Room)
        {
            rest = rest.Slice(0, rest.Length - 1);
        }

        return rest;
    }

    /// <summary>Whether the bytes after the last complete line can be the beginning of another line; a damaged end cannot.</summary>
    public static bool IsCutShort(ReadOnlySpan<byte> rest)
    {
        var start = HeadLength(rest, out _);
        if (start == 0)
        {
            // Not even the space after the number was written.
            return rest.Length <= MostDigits && !IsAny(rest, value => value is < (byte)'0' or > (byte)'9');
        }

        try
        {
            var reader = new Utf8JsonReader(rest.Slice(start), isFinalBlock: false, default);
            while (reader.Read())
            {
                if (reader.CurrentDepth == 0 && reader.TokenType == JsonTokenType.EndObject)
                {
                    Span<byte> tail = stackalloc byte[TailLength];
                    var length = start + (int)reader.BytesConsumed;
                    WriteTail(rest.Slice(0, length), tail);
                    return tail.StartsWith(rest.Slice(length));
                }
            }

            return !IsAny(rest, value => value > LastOfAscii);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>The length of a number and the space after it; zero if there is none.</summary>
    private static int HeadLength(ReadOnlySpan<byte> line, out long number) =>
        Utf8Parser.TryParse(line, out number, out var digits) && digits < line.Length && line[digits] == Space ? digits + 1 : 0;

    private static void WriteTail(ReadOnlySpan<byte> content, Span<byte> tail)
    {
        tail[0] = Space;
        Utf8Formatter.TryFormat(Crc32.HashToUInt32(content), tail.Slice(1), out _, Hexadecimal);
    }

    private static bool IsTail(ReadOnlySpan<byte> content, ReadOnlySpan<byte> tail)
    {
        Span<byte> due = stackalloc byte[TailLength];
        WriteTail(content, due);
        return tail.SequenceEqual(due);
    }

    private static bool IsAny(ReadOnlySpan<byte> bytes, Func<byte, bool> test)
    {
        foreach (var value in bytes)
        {
            if (test(value))
            {
                return true;
            }
        }

        return false;
    }
}
