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
        var file = new FileInfo(OwnerFile.FinalTarget(path));
        return FormattableString.Invariant($"{(file.Exists ? file.LastWriteTimeUtc.Ticks : 0)}/{(file.Exists ? file.Length : 0)}");
    }
}
