using System.Text;

namespace HolySheep.Csv.Reading;

/// <summary>How a file is written.</summary>
/// <param name="Encoding">The encoding; strict.</param>
/// <param name="Start">Where the text begins, in bytes: after a byte order mark, a line <c>sep=</c> and a line <c>#TYPE</c>.</param>
/// <param name="Delimiter">What separates the fields.</param>
/// <param name="NewLine">What ends a line.</param>
internal sealed record CsvFormat(Encoding Encoding, long Start, string Delimiter, string NewLine)
{
    /// <summary>Lines before the text begins, so that messages name lines as an editor counts them.</summary>
    public int SkippedLines { get; init; }

    /// <summary>The encoding of an output that goes with it: the same where it holds every text, else UTF-8 with the mark that spreadsheets look for.</summary>
    public Encoding OutputEncoding { get; init; } = TextEncodings.HoldsEverything(Encoding) ? Encoding : TextEncodings.Utf8(mark: true);
}
