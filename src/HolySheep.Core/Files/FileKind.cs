using System;
using System.IO;
using System.Runtime.InteropServices;

namespace HolySheep.Files;

/// <summary>Tells files from what else can stand at a path: opening a pipe waits for its writer, and replacing a device takes it from the machine.</summary>
internal static class FileKind
{
    /// <summary>What stands at a path, links followed, in words such as <c>a pipe</c>; null if it is a file or nothing is there.</summary>
    public static string? OtherThanFile(string path) =>
        RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? OtherOnWindows(path)
        : UnixFileStatus.Of(path) is not { } status || status.IsRegular ? null
        : status.IsFolder ? "a folder"
        : status.IsPipe ? "a pipe"
        : status.IsSocket ? "a socket"
        : "a device";

    /// <summary>Refuses what is not a file.</summary>
    /// <exception cref="IOException">A folder, a pipe, a device or a socket stands at the path.</exception>
    public static void ThrowIfOther(string path)
    {
        if (OtherThanFile(path) is { } kind)
        {
            throw new IOException($"'{path}' is {kind}, not a file");
        }
    }

    private static string? OtherOnWindows(string path) =>
        Directory.Exists(path) ? "a folder" : path.StartsWith(@"\\.\", StringComparison.Ordinal) ? "a device" : null;
}
