using System;
using System.IO;
using System.Runtime.InteropServices;

namespace HolySheep.Files;

/// <summary>Distinguishes files from other things at a path: opening a pipe waits for its writer, and replacing a device removes it.</summary>
internal static class FileKind
{
    /// <summary>What is at a path, with links followed, in words such as <c>a pipe</c>; null if it is a file or does not exist.</summary>
    public static string? OtherThanFile(string path) =>
        RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? OtherOnWindows(path)
        : UnixFileStatus.Of(path) is not { } status || status.IsRegular ? null
        : status.IsFolder ? "a folder"
        : status.IsPipe ? "a pipe"
        : status.IsSocket ? "a socket"
        : "a device";

    /// <summary>Whether a pipe is at a path.</summary>
    public static bool IsPipe(string path) => !RuntimeInformation.IsOSPlatform(OSPlatform.Windows) && UnixFileStatus.Of(path) is { IsPipe: true };

    /// <summary>Refuses anything that is not a file.</summary>
    /// <exception cref="IOException">The path is that of a folder, a pipe, a device or a socket.</exception>
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
