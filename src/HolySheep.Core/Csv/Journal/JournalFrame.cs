using System;
using System.Buffers.Binary;
using System.IO;

namespace HolySheep.Csv.Journal;

/// <summary>
/// How entries lie in the file: its first 16 bytes say what it is, then each entry is its length and its checksum, four bytes each, and its bytes.
/// An entry that a crash cut short has another checksum than it says, or no length, and so it ends the file for the next run.
/// </summary>
internal static class JournalFrame
{
    public const int HeadSize = 8;

    // Table n gives what a byte comes to n bytes later: eight bytes are taken at once.
    private const int Step = 8;
    private static readonly uint[][] Tables = MakeTables();

    /// <summary>The first bytes of a journal of any version.</summary>
    public static byte[] Mark { get; } = System.Text.Encoding.ASCII.GetBytes("HOLYSHEEP-CSV-");

    /// <summary>The first bytes of a journal of this version.</summary>
    public static byte[] Signature { get; } = System.Text.Encoding.ASCII.GetBytes("HOLYSHEEP-CSV-1\n");

    /// <summary>Appends the bytes of an entry, with its head before them.</summary>
    public static void Append(MemoryStream buffer, BinaryWriter writer, JournalEntry entry)
    {
        var start = (int)buffer.Length;
        writer.Write(0L);
        entry.WriteTo(writer);
        writer.Flush();
        var bytes = buffer.GetBuffer();
        var length = (int)buffer.Length - start - HeadSize;
        Put(bytes, start, (uint)length);
        Put(bytes, start + 4, Checksum(bytes, start + HeadSize, length));
    }

    /// <summary>The length and the checksum that a head names.</summary>
    public static (int Length, uint Checksum) ReadHead(byte[] head) => (BitConverter.ToInt32(head, 0), BitConverter.ToUInt32(head, 4));

    /// <summary>The CRC-32 of ISO 3309.</summary>
    public static uint Checksum(byte[] bytes, int offset, int count)
    {
        var sum = uint.MaxValue;
        var left = bytes.AsSpan(offset, count);
        for (; left.Length >= Step; left = left.Slice(Step))
        {
            var first = BinaryPrimitives.ReadUInt32LittleEndian(left) ^ sum;
            var second = BinaryPrimitives.ReadUInt32LittleEndian(left.Slice(4));
            sum = Tables[7][first & 0xFF] ^ Tables[6][(first >> 8) & 0xFF] ^ Tables[5][(first >> 16) & 0xFF] ^ Tables[4][first >> 24]
                ^ Tables[3][second & 0xFF] ^ Tables[2][(second >> 8) & 0xFF] ^ Tables[1][(second >> 16) & 0xFF] ^ Tables[0][second >> 24];
        }

        foreach (var value in left)
        {
            sum = Tables[0][(sum ^ value) & 0xFF] ^ (sum >> 8);
        }

        return ~sum;
    }

    private static void Put(byte[] bytes, int at, uint value)
    {
        bytes[at] = (byte)value;
        bytes[at + 1] = (byte)(value >> 8);
        bytes[at + 2] = (byte)(value >> 16);
        bytes[at + 3] = (byte)(value >> 24);
    }

    private static uint[][] MakeTables()
    {
        const uint Polynomial = 0xEDB88320;
        var tables = new uint[Step][];
        tables[0] = new uint[256];
        for (var index = 0u; index < tables[0].Length; index++)
        {
            var sum = index;
            for (var bit = 0; bit < 8; bit++)
            {
                sum = (sum & 1) != 0 ? Polynomial ^ (sum >> 1) : sum >> 1;
            }

            tables[0][index] = sum;
        }

        for (var later = 1; later < Step; later++)
        {
            tables[later] = Array.ConvertAll(tables[later - 1], sum => tables[0][sum & 0xFF] ^ (sum >> 8));
        }

        return tables;
    }
}
