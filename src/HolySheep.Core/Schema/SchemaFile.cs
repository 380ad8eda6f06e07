using System.IO;
using HolySheep.Files;

namespace HolySheep.Schema;

/// <summary>Reads files with the schema of an answer.</summary>
public static class SchemaFile
{
    private const int MostBytes = 1024 * 1024;

    /// <summary>The text of a file or pipe of at most 1 MB, in UTF-8 or the encoding of its byte order mark.</summary>
    /// <exception cref="IOException">The file cannot be read, or is longer.</exception>
    public static string Read(string path)
    {
        var bytes = BoundedFile.Read(path, MostBytes) ?? throw new IOException("it has more than 1 MB");
        using var reader = new StreamReader(new MemoryStream(bytes));
        return reader.ReadToEnd();
    }
}
