using System;
using System.IO.Hashing;
using System.Linq;
using System.Text;
using Xunit;

namespace HolySheep.Files;

/// <summary>The checksum of journals and logs, which tells a whole entry from one that is damaged or cut short.</summary>
public class Crc32Tests
{
    [Fact]
    public void The_checksum_is_that_of_ISO_3309()
    {
        Assert.Equal(0xCBF43926u, Crc32.HashToUInt32(Encoding.ASCII.GetBytes("123456789")));
        Assert.Equal(0u, Crc32.HashToUInt32([]));
    }

    [Fact]
    public void The_checksum_takes_every_byte_wherever_it_begins_and_however_many_there_are()
    {
        var bytes = Enumerable.Range(0, 64).Select(place => (byte)(place * 37)).ToArray();
        for (var offset = 0; offset < 9; offset++)
        {
            for (var count = 0; count <= bytes.Length - offset; count++)
            {
                Assert.Equal(BitByBit(bytes.AsSpan(offset, count)), Crc32.HashToUInt32(bytes.AsSpan(offset, count)));
            }
        }
    }

    private static uint BitByBit(ReadOnlySpan<byte> bytes)
    {
        var sum = uint.MaxValue;
        foreach (var value in bytes)
        {
            sum ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                sum = (sum & 1) != 0 ? 0xEDB88320 ^ (sum >> 1) : sum >> 1;
            }
        }

        return ~sum;
    }
}
