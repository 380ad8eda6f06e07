using System;
using System.IO;
using HolySheep.Files;

namespace HolySheep.Configuration;

/// <summary>Tells one state of a file from another without reading it.</summary>
internal static class FileStamp
{
    /// <summary>A text that differs once the file was written; a link is followed.</summary>
    public static string Of(string path)
    {
        var file = new FileInfo(OwnerFile.FinalTarget(path));
        return FormattableString.Invariant($"{(file.Exists ? file.LastWriteTimeUtc.Ticks : 0)}/{(file.Exists ? file.Length : 0)}");
    }
}
