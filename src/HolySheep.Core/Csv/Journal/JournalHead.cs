using System;
using System.IO;
using System.IO.Hashing;
using System.Text;

namespace HolySheep.Csv.Journal;

/// <summary>
/// The first bytes of a journal: 16 that identify it and, from version 2 on, 16 with the end of the last entry and a checksum of it.
/// A file that was cut between two entries looks whole; the end that its head names tells otherwise. From version 3 on there may be steps of batches among the entries, which
/// earlier versions would not heed.
/// </summary>
internal sealed class JournalHead
{
    private const int MarkSize = 16;
    private const int ExtentSize = 12;
    private static readonly byte[] First = Encoding.ASCII.GetBytes("HOLYSHEEP-CSV-1\n");
    private static readonly byte[] Second = Encoding.ASCII.GetBytes("HOLYSHEEP-CSV-2\n");
    private static readonly byte[] Third = Encoding.ASCII.GetBytes("HOLYSHEEP-CSV-3\n");

    private JournalHead(int size, long? extent) => (Size, Extent) = (size, extent);

    /// <summary>The first bytes of a journal of any version.</summary>
    public static byte[] Mark { get; } = Encoding.ASCII.GetBytes("HOLYSHEEP-CSV-");

    /// <summary>The offset of the first entry.</summary>
    public int Size { get; }

    /// <summary>The end of the last entry when the head was last written; null if the journal does not keep it, or it is damaged.</summary>
    public long? Extent { get; }

    /// <summary>True if the journal keeps the end of its last entry.</summary>
    public bool KeepsExtent => Size > MarkSize;

    /// <summary>True if the file is shorter than its head, which is written whole: what followed is lost.</summary>
    public bool IsCut { get; private init; }

    /// <summary>The head of a journal of this version without entries.</summary>
    public static byte[] Empty()
    {
        var bytes = new byte[MarkSize + MarkSize];
        Second.CopyTo(bytes, 0);
        ExtentOf(bytes.Length).CopyTo(bytes, MarkSize);
        return bytes;
    }

    /// <summary>Reads the head of a file; null if it is not a journal of a known version.</summary>
    public static JournalHead? Read(Stream stream)
    {
        var bytes = new byte[MarkSize + MarkSize];
        stream.Position = 0;
        int length = 0, read;
        while (length < bytes.Length && (read = stream.Read(bytes, length, bytes.Length - length)) > 0)
        {
            length += read;
        }

        var start = bytes.AsSpan(0, Math.Min(length, MarkSize));
        if (start.Length == MarkSize && start.SequenceEqual(First))
        {
            return new JournalHead(MarkSize, null);
        }

        return !Third.AsSpan().StartsWith(start) && !Second.AsSpan().StartsWith(start) && !First.AsSpan().StartsWith(start) ? null
            : length < bytes.Length ? new JournalHead(bytes.Length, null) { IsCut = true }
            : new JournalHead(bytes.Length, ExtentIn(bytes));
    }

    /// <summary>Writes the version that has steps of batches into the head of a journal that keeps the end of its last entry.</summary>
    public static void WriteBatches(Stream stream)
    {
        stream.Position = 0;
        stream.Write(Third, 0, MarkSize);
    }

    /// <summary>Writes the end of the last entry into the head of a journal.</summary>
    public static void WriteExtent(Stream stream, long end)
    {
        stream.Position = MarkSize;
        stream.Write(ExtentOf(end), 0, ExtentSize);
    }

    private static byte[] ExtentOf(long end)
    {
        var bytes = new byte[ExtentSize];
        BitConverter.GetBytes(end).CopyTo(bytes, 0);
        BitConverter.GetBytes(Crc32.HashToUInt32(bytes.AsSpan(0, sizeof(long)))).CopyTo(bytes, sizeof(long));
        return bytes;
    }

    private static long? ExtentIn(byte[] bytes) =>
        Crc32.HashToUInt32(bytes.AsSpan(MarkSize, sizeof(long))) == BitConverter.ToUInt32(bytes, MarkSize + sizeof(long)) ? BitConverter.ToInt64(bytes, MarkSize) : null;
}
