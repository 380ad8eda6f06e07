using System.IO;

namespace HolySheep.Files;

/// <summary>Reads a file as far as a limit: a pipe has no length, and a device may never end.</summary>
internal static class BoundedFile
{
    /// <summary>The bytes of a file or pipe; null if it has more than <paramref name="mostBytes"/>.</summary>
    public static byte[]? Read(string path, int mostBytes)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        if (file.CanSeek && file.Length > mostBytes)
        {
            return null;
        }

        using var kept = new MemoryStream(file.CanSeek ? (int)file.Length : 0);
        var buffer = new byte[81920];
        int read;
        while (kept.Length <= mostBytes && (read = file.Read(buffer, 0, buffer.Length)) > 0)
        {
            kept.Write(buffer, 0, read);
        }

        return kept.Length > mostBytes ? null : kept.ToArray();
    }
}
