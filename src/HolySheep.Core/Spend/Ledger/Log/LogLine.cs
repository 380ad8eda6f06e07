using System;
using System.Text.Json;

namespace HolySheep.Spend.Ledger.Log;

/// <summary>One line of a log: the start or the result of an attempt, both for a row of a batch whose start may be in another log, or, as the first line of a part, how far its lines go. <see cref="LogFrame"/> defines its layout.</summary>
internal sealed record LogLine
{
    /// <summary>The attempt that begins; null if the line is a result.</summary>
    public AttemptStart? Start { get; set; }

    /// <summary>The row of the process whose attempt ends.</summary>
    public long Process { get; set; }

    /// <summary>The number of the line that started it.</summary>
    public long Entry { get; set; }

    /// <summary>The result of the attempt.</summary>
    public LedgerSettlement? Settlement { get; set; }

    /// <summary>The number of a line of the part, as <see cref="LogPromise"/> keeps it; 0 in all lines but the first.</summary>
    public long Last { get; set; }

    /// <summary>The length in bytes that the part has at least, as <see cref="LogPromise"/> keeps it; 0 in all lines but the first.</summary>
    public long Size { get; set; }

    // A line that the ledger would refuse must not block the other lines.
    private bool IsWhole => Start is { Call: not null, ModelAsked: not null, Model: not null, ModelSent: not null, Provider: not null, Tags: not null } || (Start is null && (Settlement is not null || Last > 0));

    /// <summary>The JSON of a line.</summary>
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, LogJsonContext.Default.LogLine);

    /// <summary>Reads the JSON of a line; null if it is damaged, as by a power failure.</summary>
    public static LogLine? Read(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json);
            reader.Read();
            return LogMembers.Object(ref reader, new LogLine(), Read) is { IsWhole: true } line && !reader.Read() ? line : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    // By hand: every script reads the lines of the one before it, and the serializer compiles 500 methods just in time to read its first line.
    private static bool Read(ref Utf8JsonReader json, string name, ref LogLine line)
    {
        switch (name)
        {
            case nameof(Start):
                line.Start = LogStart.Read(ref json);
                break;
            case nameof(Process):
                line.Process = json.GetInt64();
                break;
            case nameof(Entry):
                line.Entry = json.GetInt64();
                break;
            case nameof(Settlement):
                line.Settlement = LogSettlement.Read(ref json);
                break;
            case nameof(Last):
                line.Last = json.GetInt64();
                break;
            case nameof(Size):
                line.Size = json.GetInt64();
                break;
            default:
                return false;
        }

        return true;
    }
}
