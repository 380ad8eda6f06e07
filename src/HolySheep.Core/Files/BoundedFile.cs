using System;
using System.IO;
using System.Threading.Tasks;

namespace HolySheep.Files;

/// <summary>Reads a file as far as a limit: a pipe has no length, and a device may never end.</summary>
internal static class BoundedFile
{
    private static readonly TimeSpan LongestOpening = TimeSpan.FromSeconds(5);

    /// <summary>The bytes of a file or pipe; null if it has more than <paramref name="mostBytes"/>.</summary>
    /// <exception cref="IOException">It cannot be read, or is a pipe that no program has opened to write within 5 s.</exception>
    public static byte[]? Read(string path, int mostBytes)
    {
        using var file = FileKind.IsPipe(path) ? OpenPipe(path) : Open(path);
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

    private static FileStream Open(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);

    // The system lets who opens a pipe wait for its writer, and nothing can end that wait.
    private static FileStream OpenPipe(string path)
    {
        var opening = Task.Run(() => Open(path));
        return Task.WaitAny([opening], LongestOpening) == 0 ? opening.GetAwaiter().GetResult() : throw new IOException("no program writes to this pipe");
    }
}
