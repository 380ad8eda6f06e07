using System;
using System.IO;

namespace HolySheep.Files;

/// <summary>Finds out whether files can be created in a folder, by creating one that vanishes at once.</summary>
internal static class FolderRights
{
    /// <summary>Why no file can be created in a folder, or in the nearest folder above it that exists; null if one can.</summary>
    public static string? FindFault(string folder)
    {
        var place = Path.GetFullPath(folder);
        while (!Directory.Exists(place) && Path.GetDirectoryName(place) is { } above)
        {
            if (File.Exists(place))
            {
                return $"'{place}' is a file, and a folder is needed";
            }

            place = above;
        }

        try
        {
            new FileStream(Path.Combine(place, $".holysheep-{Guid.NewGuid():N}"), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose).Dispose();
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return $"no file can be created in '{place}' ({exception.Message.TrimEnd('.')})";
        }
    }
}
