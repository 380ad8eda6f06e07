using System;
using System.Collections.Generic;
using System.IO;

namespace HolySheep.Csv.Journal;

/// <summary>What the journal keeps of one step of a batch.</summary>
/// <param name="Step">The step.</param>
/// <param name="Name">The name of the batch.</param>
internal sealed record BatchRecord(BatchStep Step, string Name) : IJournalRecord
{
    /// <summary>The first byte of its kind of record.</summary>
    public const byte Kind = 2;

    /// <summary>When it was begun, or is about to be handed over.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>The target of a batch that was begun, the id of its file or of the batch itself, or why it was dropped; of what was paid beside an entry, the id of the row in its batch.</summary>
    public string? Text { get; init; }

    /// <summary>The rows that were added, in order.</summary>
    public IReadOnlyList<RowKey> Rows { get; init; } = [];

    /// <summary>The number of rows of a batch that is sealed; of one that is kept, those that were answered; the attempts that were paid beside an entry.</summary>
    public int Count { get; init; }

    /// <summary>The bytes of its file; of one that was dropped, the most bytes that the provider takes at once, or 0 if its refusal did not teach that; of a pace, the ticks of a live call.</summary>
    public long Bytes { get; init; }

    /// <summary>What is reserved for it in USD, or what it cost; null if a price is unknown.</summary>
    public decimal? Cost { get; init; }

    /// <summary>The files at the provider that are left of it; of one that was uploaded, the mark of the key whose account has its file.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    public void WriteTo(BinaryWriter writer)
    {
        writer.Write(Kind);
        writer.Write((byte)Step);
        writer.Write(Name);
        writer.Write(At.UtcTicks);
        writer.Write(Text ?? "");
        writer.Write(Rows.Count);
        foreach (var row in Rows)
        {
            writer.Write(row.High);
            writer.Write(row.Low);
        }

        writer.Write(Count);
        writer.Write(Bytes);
        writer.Write(Cost.HasValue);
        writer.Write(Cost ?? 0m);
        writer.Write(Files.Count);
        foreach (var file in Files)
        {
            writer.Write(file);
        }
    }

    /// <summary>Reads a record whose kind is known.</summary>
    public static BatchRecord ReadFrom(BinaryReader reader)
    {
        reader.ReadByte();
        var record = new BatchRecord((BatchStep)reader.ReadByte(), reader.ReadString()) { At = new DateTimeOffset(reader.ReadInt64(), TimeSpan.Zero) };
        var text = reader.ReadString();
        var rows = new RowKey[reader.ReadInt32()];
        for (var row = 0; row < rows.Length; row++)
        {
            rows[row] = new RowKey(reader.ReadUInt64(), reader.ReadUInt64());
        }

        var (count, bytes, hasCost, cost) = (reader.ReadInt32(), reader.ReadInt64(), reader.ReadBoolean(), reader.ReadDecimal());
        var files = new string[reader.ReadInt32()];
        for (var file = 0; file < files.Length; file++)
        {
            files[file] = reader.ReadString();
        }

        return record with { Text = text.Length > 0 ? text : null, Rows = rows, Count = count, Bytes = bytes, Cost = hasCost ? cost : null, Files = files };
    }
}
