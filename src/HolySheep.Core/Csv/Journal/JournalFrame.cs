using System;
using System.IO;
using System.IO.Hashing;

namespace HolySheep.Csv.Journal;

/// <summary>
/// The layout of the entries, which follow the <see cref="JournalHead"/>. Each is its length and its checksum, four bytes each, and its bytes.
/// The checksum or length of an entry that a crash cut short is wrong; the next run truncates the file there.
/// </summary>
internal static class JournalFrame
{
    public const int HeadSize = 8;

    /// <summary>Appends an entry: its head, then its bytes.</summary>
    public static void Append(MemoryStream buffer, BinaryWriter writer, IJournalRecord entry)
    {
        var start = (int)buffer.Length;
        writer.Write(0L);
        entry.WriteTo(writer);
        writer.Flush();
        var bytes = buffer.GetBuffer();
        var length = (int)buffer.Length - start - HeadSize;
        Put(bytes, start, (uint)length);
        Put(bytes, start + 4, Crc32.HashToUInt32(bytes.AsSpan(start + HeadSize, length)));
    }

    /// <summary>The length and the checksum in a head.</summary>
    public static (int Length, uint Checksum) ReadHead(byte[] head) => (BitConverter.ToInt32(head, 0), BitConverter.ToUInt32(head, 4));

    private static void Put(byte[] bytes, int at, uint value)
    {
        bytes[at] = (byte)value;
        bytes[at + 1] = (byte)(value >> 8);
        bytes[at + 2] = (byte)(value >> 16);
        bytes[at + 3] = (byte)(value >> 24);
    }
}
