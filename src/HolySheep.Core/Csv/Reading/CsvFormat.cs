using System.Text;

namespace HolySheep.Csv.Reading;

/// <summary>The format of a CSV file.</summary>
/// <param name="Encoding">The encoding, which throws on invalid bytes.</param>
/// <param name="Start">The offset of the text in bytes: after a byte order mark, a line <c>sep=</c> and a line <c>#TYPE</c>.</param>
/// <param name="Delimiter">The delimiter of the fields.</param>
/// <param name="NewLine">The line ending.</param>
internal sealed record CsvFormat(Encoding Encoding, long Start, string Delimiter, string NewLine)
{
    /// <summary>The number of lines before the text begins, so that messages count lines as an editor does.</summary>
    public int SkippedLines { get; init; }

    /// <summary>The encoding of the output: the same if it can hold every text, otherwise UTF-8 with the byte order mark that spreadsheets look for.</summary>
    public Encoding OutputEncoding { get; init; } = TextEncodings.HoldsEverything(Encoding) ? Encoding : TextEncodings.Utf8(mark: true);
}
