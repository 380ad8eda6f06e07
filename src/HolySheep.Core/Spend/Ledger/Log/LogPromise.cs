using System.IO;
using System.Text;

namespace HolySheep.Spend.Ledger.Log;

/// <summary>
/// The first line of a part: it names the last line that was written behind it, in place, so that lines that are lost at the end are missed. It is written after each of them:
/// what a killed process leaves may have one line more than it says, never one less. Parts of version 0.1.0 begin without one.
/// </summary>
internal static class LogPromise
{
    private const int Digits = 19;

    /// <summary>Fills a buffer with the line; it is as long for every last line.</summary>
    /// <param name="buffer">The buffer.</param>
    /// <param name="number">The number before the part's first line.</param>
    /// <param name="last">The number of the last line that is written; <paramref name="number"/> if there is none.</param>
    public static void Write(MemoryStream buffer, long number, long last) =>
        LogFrame.Write(buffer, number, Encoding.ASCII.GetBytes("{\"Last\":" + last.ToString(System.Globalization.CultureInfo.InvariantCulture).PadLeft(Digits) + "}"));
}
