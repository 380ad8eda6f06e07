using System;
using System.Buffers.Text;
using System.IO;
using System.Text.Json;

namespace HolySheep.Spend.Ledger.Log;

/// <summary>One line of a log: an attempt that begins, or what became of one. It lies there as its number, a space and one object of JSON.</summary>
internal sealed record LogLine
{
    public const byte End = (byte)'\n';

    private const byte Space = (byte)' ';
    private const int MostDigits = 19;

    /// <summary>The attempt that begins; null where one ends.</summary>
    public AttemptStart? Start { get; set; }

    /// <summary>The row of the process whose attempt ends.</summary>
    public long Process { get; set; }

    /// <summary>The number of the line with which it began.</summary>
    public long Entry { get; set; }

    /// <summary>What became of it.</summary>
    public LedgerSettlement? Settlement { get; set; }

    // A line that the ledger would refuse must not keep all others out of it.
    private bool IsWhole => Start is { Call: not null, ModelAsked: not null, Model: not null, ModelSent: not null, Provider: not null, Tags: not null } || (Start is null && Settlement is not null);

    /// <summary>The JSON of a line.</summary>
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, LogJsonContext.Default.LogLine);

    /// <summary>Writes a line.</summary>
    public static void Write(Stream stream, long number, byte[] json)
    {
        var head = new byte[MostDigits + 1];
        Utf8Formatter.TryFormat(number, head, out var digits);
        head[digits] = Space;
        stream.Write(head, 0, digits + 1);
        stream.Write(json, 0, json.Length);
        stream.WriteByte(End);
    }

    /// <summary>The number of a line, and where its JSON begins; nought where it is no line.</summary>
    public static (long Number, int Head) NumberOf(ReadOnlySpan<byte> line) =>
        Utf8Parser.TryParse(line, out long number, out var digits) && digits < line.Length && line[digits] == Space ? (number, digits + 1) : default;

    /// <summary>Reads the JSON of a line; null where it is damaged, as by a power cut.</summary>
    public static LogLine? Read(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, LogJsonContext.Default.LogLine) is { IsWhole: true } line ? line : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
