using System.IO;
using System.Text;

namespace HolySheep.Csv.Reading;

/// <summary>Finds the first bytes of a file that are not valid in its encoding.</summary>
internal static class InvalidBytes
{
    private const byte LineFeed = 10;
    private const byte CarriageReturn = 13;

    /// <summary>The 1-based first line with invalid bytes; null if the encoding does not let bytes be split into lines.</summary>
    public static long? FindLine(string path, Encoding encoding)
    {
        if (encoding is UnicodeEncoding or UTF32Encoding)
        {
            return null;
        }

        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 65536);
        using var line = new MemoryStream();
        for (var number = 1L; ; number++)
        {
            line.SetLength(0);
            int read;
            while ((read = stream.ReadByte()) >= 0 && read is not (LineFeed or CarriageReturn))
            {
                line.WriteByte((byte)read);
            }

            if (read == CarriageReturn && stream.ReadByte() is var next and >= 0 and not LineFeed)
            {
                stream.Position--;
            }

            try
            {
                encoding.GetCharCount(line.GetBuffer(), 0, (int)line.Length);
            }
            catch (DecoderFallbackException)
            {
                return number;
            }

            if (read < 0)
            {
                return null;
            }
        }
    }
}
