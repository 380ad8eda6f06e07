using System;
using System.Globalization;
using System.IO.Hashing;
using System.Text;

namespace HolySheep.Csv.Lanes;

/// <summary>The mark of a job in the names of its batches, so that a person can tell the batches of two jobs apart.</summary>
internal static class LaneMark
{
    /// <summary>The mark of an output: eight hexadecimal digits.</summary>
    public static string Of(string output) => Crc32.HashToUInt32(Encoding.UTF8.GetBytes(output).AsSpan()).ToString("x8", CultureInfo.InvariantCulture);
}
