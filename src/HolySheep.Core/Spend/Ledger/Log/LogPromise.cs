using System.Globalization;
using System.IO;
using System.Text;

namespace HolySheep.Spend.Ledger.Log;

/// <summary>
/// The first line of a part, so that lines that are lost at the end are missed: it names a line that is written behind it, and how long the file is at least. It is written in place, after what it promises:
/// a killed process leaves as much as it says or more. Parts of version 0.1.0 begin without one.
/// </summary>
internal static class LogPromise
{
    private const int Digits = 19;

    /// <summary>Fills a buffer with the line; it is as long for all numbers.</summary>
    /// <param name="buffer">The buffer.</param>
    /// <param name="before">The number before the part's first line.</param>
    /// <param name="last">The number of a line that is written, the last one once the part is ended; <paramref name="before"/> if there is none.</param>
    /// <param name="size">The length in bytes that the file has at least; 0 once the part is ended, when its last line is enough.</param>
    public static void Write(MemoryStream buffer, long before, long last, long size)
    {
        buffer.SetLength(0);
        LogFrame.Write(buffer, before, Encoding.ASCII.GetBytes("{\"Last\":" + Text(last) + ",\"Size\":" + Text(size) + "}"));
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture).PadLeft(Digits);
}
