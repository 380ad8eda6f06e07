using System;
using System.Globalization;
using System.IO;
using System.Text;
using HolySheep.Errors;

namespace HolySheep.Csv.Reading;

/// <summary>Finds encodings by name. All of them are strict: a character that cannot be read or written is an error and never becomes a question mark.</summary>
internal static class TextEncodings
{
    /// <summary>UTF-8, with or without a byte order mark.</summary>
    public static UTF8Encoding Utf8(bool mark) => new(mark, throwOnInvalidBytes: true);

    /// <summary>The encoding of a name: <c>utf8</c>, <c>utf8BOM</c>, <c>unicode</c>, <c>ansi</c>, <c>oem</c>, a code page's number, or a name as .NET knows it.</summary>
    /// <exception cref="HolySheepException">No encoding has this name.</exception>
    public static Encoding Find(string name) => name.Trim().ToUpperInvariant() switch
    {
        "UTF8" or "UTF-8" or "UTF8NOBOM" => Utf8(mark: false),
        "UTF8BOM" or "UTF-8-BOM" => Utf8(mark: true),
        "UNICODE" or "UTF16" or "UTF-16" or "UTF-16LE" => new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true),
        "BIGENDIANUNICODE" or "UTF-16BE" => new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true),
        "UTF32" or "UTF-32" => new UTF32Encoding(bigEndian: false, byteOrderMark: true, throwOnInvalidCharacters: true),
        "ANSI" => OfCodePage(CultureInfo.CurrentCulture.TextInfo.ANSICodePage, name),
        "OEM" => OfCodePage(CultureInfo.CurrentCulture.TextInfo.OEMCodePage, name),
        _ when int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number) => OfCodePage(number, name),
        _ => OfName(name),
    };

    /// <summary>The encoding of the byte order mark at the start of a file; null if there is none.</summary>
    public static Encoding? OfMark(Stream stream)
    {
        var start = new byte[4];
        var length = stream.Read(start, 0, start.Length);
        return (length, start[0], start[1], start[2], start[3]) switch
        {
            (4, 0xFF, 0xFE, 0, 0) => new UTF32Encoding(bigEndian: false, byteOrderMark: true, throwOnInvalidCharacters: true),
            (4, 0, 0, 0xFE, 0xFF) => new UTF32Encoding(bigEndian: true, byteOrderMark: true, throwOnInvalidCharacters: true),
            ( >= 3, 0xEF, 0xBB, 0xBF, _) => Utf8(mark: true),
            ( >= 2, 0xFF, 0xFE, _, _) => new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true),
            ( >= 2, 0xFE, 0xFF, _, _) => new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true),
            _ => null,
        };
    }

    /// <summary>Whether the encoding can hold every text.</summary>
    public static bool HoldsEverything(Encoding encoding) => encoding is UTF8Encoding or UnicodeEncoding or UTF32Encoding;

    // The provider is used directly and not registered: registration would change the behavior of other code in the process.
    private static Encoding OfCodePage(int number, string name)
    {
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(number, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)
                ?? Encoding.GetEncoding(number, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            throw Unknown(name);
        }
    }

    private static Encoding OfName(string name)
    {
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)
                ?? Encoding.GetEncoding(name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            // NotSupportedException: UTF-7, which .NET knows and refuses.
            throw Unknown(name);
        }
    }

    private static HolySheepException Unknown(string name) =>
        new(ErrorCode.ArgumentInvalid, $"No encoding has the name '{name}'.", "Give utf8, utf8BOM, unicode, ansi, a code page's number such as 1258, or a name such as windows-1258.");
}
