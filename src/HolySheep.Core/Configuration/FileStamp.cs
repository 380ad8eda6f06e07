using System;
using System.IO;
using HolySheep.Files;

namespace HolySheep.Configuration;

/// <summary>Detects changes of a file without reading it: it differs once the file is written. A missing file has the default.</summary>
/// <param name="WrittenAt">When the file was written last.</param>
/// <param name="Length">Its length in bytes.</param>
internal readonly record struct FileStamp(DateTime WrittenAt, long Length)
{
    /// <summary>The stamp of a file; a link is followed.</summary>
    public static FileStamp Of(string path)
    {
        // Every cmdlet call asks for it: the target is looked up only if the file is a link.
        var file = new FileInfo(path);
        if (file.Exists && (file.Attributes & FileAttributes.ReparsePoint) != 0)
        {
            file = new FileInfo(OwnerFile.FinalTarget(path));
        }

        return file.Exists ? new FileStamp(file.LastWriteTimeUtc, file.Length) : default;
    }
}
