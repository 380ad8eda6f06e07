using System.IO;
using System.Text;

namespace HolySheep.Csv.Reading;

/// <summary>Finds where a file stops being text of its encoding.</summary>
internal static class InvalidBytes
{
    private const byte LineFeed = 10;
    private const byte CarriageReturn = 13;

    /// <summary>The first line that cannot be read, counted from 1; null where lines cannot be told apart by their bytes.</summary>
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
