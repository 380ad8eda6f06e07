using System;
using System.Buffers.Binary;

namespace HolySheep.Files;

/// <summary>Calculates the CRC-32 of ISO 3309, the checksum of journal entries and log lines.</summary>
internal static class Crc32
{
    // Table n gives the value of a byte n bytes later, so that eight bytes are processed at once.
    private const int Step = 8;
    private static readonly uint[][] Tables = MakeTables();

    /// <summary>The checksum of some bytes.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var sum = uint.MaxValue;
        for (; bytes.Length >= Step; bytes = bytes.Slice(Step))
        {
            var first = BinaryPrimitives.ReadUInt32LittleEndian(bytes) ^ sum;
            var second = BinaryPrimitives.ReadUInt32LittleEndian(bytes.Slice(4));
            sum = Tables[7][first & 0xFF] ^ Tables[6][(first >> 8) & 0xFF] ^ Tables[5][(first >> 16) & 0xFF] ^ Tables[4][first >> 24]
                ^ Tables[3][second & 0xFF] ^ Tables[2][(second >> 8) & 0xFF] ^ Tables[1][(second >> 16) & 0xFF] ^ Tables[0][second >> 24];
        }

        foreach (var value in bytes)
        {
            sum = Tables[0][(sum ^ value) & 0xFF] ^ (sum >> 8);
        }

        return ~sum;
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
