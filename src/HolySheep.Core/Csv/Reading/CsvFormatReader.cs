using System;
using System.IO;
using System.Text;

namespace HolySheep.Csv.Reading;

/// <summary>Finds out how a file is written: its encoding, its delimiter, its line ends.</summary>
internal static class CsvFormatReader
{
    private const int Sample = 64 * 1024;
    private const string SeparatorLine = "sep=";

    /// <param name="path">The file.</param>
    /// <param name="encodingName">The encoding of a file without a byte order mark, and of the output; null means UTF-8 and as the input.</param>
    /// <param name="delimiter">The delimiter's name; null finds it out.</param>
    /// <exception cref="Errors.HolySheepException">The file is not there or is no text, or a name is not known.</exception>
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
                throw CsvFault.Of(path, null, null, "the file is empty: it has not even a header.", "Give a file whose first line names the columns.");
            }

            if (text.IndexOf('\0') >= 0)
            {
                throw CsvFault.Of(path, 1, null, "there are null characters in it: it is no text, or it is UTF-16 without a byte order mark.", "Give its encoding, for example -Encoding unicode, or --encoding unicode.");
            }

            var first = FirstLine(text, out var newLine);
            var separator = first.StartsWith(SeparatorLine, StringComparison.OrdinalIgnoreCase) && first.Length == SeparatorLine.Length + 1 ? first.Substring(SeparatorLine.Length) : null;
            start += separator is null ? 0 : encoding.GetByteCount(first + newLine);
            var format = new CsvFormat(encoding, start, delimiter is null ? separator ?? DelimiterDetection.Detect(text, isWhole) : DelimiterDetection.OfName(delimiter), newLine);
            return given is not null && TextEncodings.HoldsEverything(given) ? format with { OutputEncoding = given } : format;
        }
        catch (DecoderFallbackException)
        {
            throw Undecodable(path, given ?? TextEncodings.Utf8(mark: false));
        }
        catch (Exception exception) when (CsvFault.IsOfFile(exception))
        {
            throw CsvFault.Unusable(path, "cannot be read", exception, "Give the path of a CSV file that is there and may be read.");
        }
    }

    /// <summary>Opens a file without keeping others from it.</summary>
    public static FileStream Open(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1, useAsync: false);

    /// <summary>The error of bytes that are no text of the encoding.</summary>
    public static Exception Undecodable(string path, Encoding encoding) => CsvFault.Of(
        path, InvalidBytes.FindLine(path, encoding), null, $"there are bytes that are no {encoding.WebName}.",
        "Give the file's encoding, for example -Encoding windows-1258, or --encoding windows-1258.");

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

    private static string FirstLine(string text, out string newLine)
    {
        var quoted = false;
        for (var at = 0; at < text.Length; at++)
        {
            quoted ^= text[at] == '"';
            if (!quoted && text[at] is '\r' or '\n')
            {
                newLine = text[at] == '\n' ? "\n" : at + 1 < text.Length && text[at + 1] == '\n' ? "\r\n" : "\r";
                return text.Substring(0, at);
            }
        }

        newLine = "\r\n";
        return text;
    }
}
