using System;
using System.IO;
using System.Text;
using HolySheep.Errors;

namespace HolySheep.Csv.Reading;

/// <summary>Detects the format of a file: its encoding, delimiter and line endings.</summary>
internal static class CsvFormatReader
{
    private const int Sample = 64 * 1024;
    private const string SeparatorLine = "sep=";
    private const string TypeLine = "#TYPE ";

    /// <param name="path">The file.</param>
    /// <param name="encodingName">The encoding of a file without a byte order mark, and of the output; null means UTF-8 for the file, and the file's encoding for the output.</param>
    /// <param name="delimiter">The name of the delimiter; null detects it.</param>
    /// <exception cref="Errors.HolySheepException">The file does not exist or is not text, or a name is unknown.</exception>
    public static CsvFormat Read(string path, string? encodingName, string? delimiter)
    {
        var given = encodingName is null ? null : TextEncodings.Find(encodingName);
        try
        {
            using var stream = Open(path);
            var marked = TextEncodings.OfMark(stream);
            var encoding = marked ?? given ?? TextEncodings.Utf8(mark: false);
            var start = marked?.GetPreamble().Length ?? 0L;
            stream.Position = start;
            var text = ReadSample(stream, encoding, out var isWhole);
            if (text.Length == 0)
            {
                throw CsvFault.Of(path, null, null, "the file is empty: it has no header.", "Give a file whose first line names the columns.");
            }

            if (text.IndexOf('\0') is var place and >= 0)
            {
                throw NullCharacter(path, CountBreaks(text.AsSpan(0, place)) + 1);
            }

            var format = Describe(text, encoding, isWhole, delimiter);
            format = format with { Start = start + format.Start };
            return given is not null && TextEncodings.HoldsEverything(given) ? format with { OutputEncoding = given } : format;
        }
        catch (DecoderFallbackException)
        {
            throw Undecodable(path, given ?? TextEncodings.Utf8(mark: false));
        }
        catch (Exception exception) when (CsvFault.IsOfFile(exception))
        {
            throw CsvFault.Unusable(path, "cannot be read", exception, "Give the path of a CSV file that exists and that you can read.");
        }
    }

    /// <summary>Opens a file without locking out other processes.</summary>
    public static FileStream Open(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1, useAsync: false);

    /// <summary>The error of bytes that are not valid in the encoding.</summary>
    public static Exception Undecodable(string path, Encoding encoding) => CsvFault.Of(
        path, InvalidBytes.FindLine(path, encoding), null, $"there are bytes that are not valid {encoding.WebName}.",
        $"Give the file's encoding, for example {CommandHint.Option("Encoding")} windows-1258.");

    /// <summary>The error of a null character, which programs read in different ways.</summary>
    public static Exception NullCharacter(string path, int line) => CsvFault.Of(
        path, line, null, "there is a null character: the file is not text, or it is UTF-16 without a byte order mark.",
        $"Remove the character, or give the file's encoding, for example {CommandHint.Option("Encoding")} unicode.");

    /// <summary>The line endings of a text, of any kind.</summary>
    public static int CountBreaks(ReadOnlySpan<char> text)
    {
        var breaks = 0;
        for (var at = 0; at < text.Length; at++)
        {
            breaks += text[at] == '\n' || (text[at] == '\r' && (at + 1 == text.Length || text[at + 1] != '\n')) ? 1 : 0;
        }

        return breaks;
    }

    // Excel writes a line sep= before the header, and Export-Csv of Windows PowerShell a line #TYPE; neither is data.
    private static CsvFormat Describe(string text, Encoding encoding, bool isWhole, string? delimiter)
    {
        var (place, skipped) = (0, 0);
        string? separator = null;
        string first;
        string newLine;
        while (true)
        {
            first = FirstLine(text, place, out newLine);
            if (separator is null && first.Length == SeparatorLine.Length + 1 && first.StartsWith(SeparatorLine, StringComparison.OrdinalIgnoreCase))
            {
                separator = DelimiterDetection.OfName(first.Substring(SeparatorLine.Length));
            }
            else if (!first.StartsWith(TypeLine, StringComparison.OrdinalIgnoreCase))
            {
                break;
            }

            place = Math.Min(text.Length, place + first.Length + newLine.Length);
            skipped++;
        }

        var found = delimiter is null ? separator ?? DelimiterDetection.Detect(text.Substring(place), isWhole) : DelimiterDetection.OfName(delimiter);
        return new CsvFormat(encoding, encoding.GetByteCount(text.ToCharArray(0, place)), found, newLine) { SkippedLines = skipped };
    }

    private static string ReadSample(Stream stream, Encoding encoding, out bool isWhole)
    {
        using var reader = new StreamReader(stream, encoding, detectEncodingFromByteOrderMarks: false, 4096, leaveOpen: true);
        var sample = new char[Sample];
        var length = 0;
        int read;
        while (length < sample.Length && (read = reader.Read(sample, length, sample.Length - length)) > 0)
        {
            length += read;
        }

        isWhole = length < sample.Length;
        return new string(sample, 0, length);
    }

    private static string FirstLine(string text, int start, out string newLine)
    {
        var quoted = false;
        for (var at = start; at < text.Length; at++)
        {
            quoted ^= text[at] == '"';
            if (!quoted && text[at] is '\r' or '\n')
            {
                newLine = text[at] == '\n' ? "\n" : at + 1 < text.Length && text[at + 1] == '\n' ? "\r\n" : "\r";
                return text.Substring(start, at - start);
            }
        }

        newLine = "\r\n";
        return text.Substring(start);
    }
}
