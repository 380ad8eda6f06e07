using System.IO;
using System.Text;

namespace HolySheep.Files;

/// <summary>Writes a file whole or not at all.</summary>
internal static class AtomicFile
{
    /// <summary>Writes a temporary file in the same folder, flushes it to disk and renames it; the caller holds the file's lock.</summary>
    public static void Write(string path, string text)
    {
        var temporary = path + ".tmp";
        try
        {
            File.Delete(temporary);
            using (var stream = OwnerFile.Create(temporary))
            {
                var bytes = new UTF8Encoding(false).GetBytes(text);
                stream.Write(bytes, 0, bytes.Length);
                stream.Flush(flushToDisk: true);
            }

            OwnerFile.Replace(temporary, path);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}
