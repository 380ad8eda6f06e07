using System;
using System.IO;
using HolySheep.Files;

namespace HolySheep.Configuration;

/// <summary>Detects changes of a file without reading it.</summary>
internal static class FileStamp
{
    /// <summary>A text that changes when the file is written; a link is followed.</summary>
    public static string Of(string path)
    {
        // Every cmdlet call asks for it: the target is looked up only if the file is a link.
        var file = new FileInfo(path);
        if (file.Exists && (file.Attributes & FileAttributes.ReparsePoint) != 0)
        {
            file = new FileInfo(OwnerFile.FinalTarget(path));
        }

        return file.Exists ? FormattableString.Invariant($"{file.LastWriteTimeUtc.Ticks}/{file.Length}") : "0/0";
    }
}
