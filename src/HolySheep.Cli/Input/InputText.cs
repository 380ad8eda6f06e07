using System;
using System.IO;
using System.Text;
using System.Text.Unicode;
using HolySheep.Errors;

namespace HolySheep.Cli.Input;

/// <summary>Converts the bytes of a pipe to text: UTF-8, or the encoding of its byte order mark.</summary>
internal static class InputText
{
    /// <summary>The maximum number of bytes; no model has a window for more, and a pipe may never end.</summary>
    public const int MostBytes = 256 * 1024 * 1024;

    public static ReadOnlyMemory<byte> ReadToEnd(Stream stream, int mostBytes = MostBytes)
    {
        using (stream)
        {
            using var kept = new MemoryStream();
            var buffer = new byte[81920];
            int read;
            while ((read = stream.Read(buffer)) > 0)
            {
                if (kept.Length + read > mostBytes)
                {
                    throw new HolySheepException(
                        ErrorCode.ArgumentInvalid,
                        $"Standard input is longer than {mostBytes / (1024 * 1024)} MB.",
                        "Send less of it, for example with tail or head.");
                }

                kept.Write(buffer, 0, read);
            }

            return kept.GetBuffer().AsMemory(0, (int)kept.Length);
        }
    }

    /// <summary>Decodes the bytes without the byte order mark and without the line break that ends the last line.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="replaced">Whether some of them were not valid UTF-8.</param>
    public static string Decode(ReadOnlyMemory<byte> bytes, out bool replaced)
    {
        var span = bytes.Span;
        var (encoding, mark) = span switch
        {
            [0xEF, 0xBB, 0xBF, ..] => (Encoding.UTF8, 3),
            [0xFF, 0xFE, ..] => (Encoding.Unicode, 2),
            [0xFE, 0xFF, ..] => (Encoding.BigEndianUnicode, 2),
            _ => (Encoding.UTF8, 0),
        };
        span = span[mark..];
        replaced = encoding == Encoding.UTF8 && !Utf8.IsValid(span);
        return WithoutLastLineBreak(encoding.GetString(span));
    }

    private static string WithoutLastLineBreak(string text) =>
        text.EndsWith("\r\n", StringComparison.Ordinal) ? text[..^2] : text.EndsWith('\n') ? text[..^1] : text;
}
