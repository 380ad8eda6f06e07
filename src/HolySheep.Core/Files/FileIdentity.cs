using System;
using System.IO;
using System.Runtime.InteropServices;

namespace HolySheep.Files;

/// <summary>Identifies the file that a path leads to, whatever links, letter case and folders the path contains.</summary>
/// <param name="Volume">The volume.</param>
/// <param name="Number">The number of the file on its volume.</param>
internal readonly record struct FileIdentity(long Volume, long Number)
{
    private static bool IsWindows => RuntimeInformation.IsOSPlatform(OSPlatform.Windows);

    /// <summary>The identity of a file; null if it does not exist, or if the system cannot tell.</summary>
    public static FileIdentity? Of(string path) => IsWindows
        ? WindowsFileStatus.Of(path) is { } windows ? new FileIdentity(windows.Volume, windows.Index) : null
        : UnixFileStatus.Of(path) is { } unix ? new FileIdentity(unix.Device, unix.Inode) : null;

    /// <summary>Whether two paths lead to the same file, or would if it existed.</summary>
    public static bool AreSame(string path, string other)
    {
        if (Of(path) is { } known && Of(other) is { } otherKnown)
        {
            return known == otherKnown;
        }

        // A link may lead to a file that does not exist yet.
        var (target, otherTarget) = (OwnerFile.FinalTarget(Path.GetFullPath(path)), OwnerFile.FinalTarget(Path.GetFullPath(other)));
        if (!File.Exists(target) && !File.Exists(otherTarget) && FolderOf(target) is { } folder && FolderOf(otherTarget) is { } otherFolder)
        {
            return folder == otherFolder && IsSameName(Path.GetFileName(target), Path.GetFileName(otherTarget));
        }

        return IsSameName(target, otherTarget);
    }

    /// <summary>Whether a path leads to something that is not a regular file: a device, a pipe, a socket.</summary>
    public static bool IsSpecial(string path) => !IsWindows && (UnixFileStatus.Of(path) is { IsRegular: false, IsFolder: false } || IsStream(Path.GetFullPath(path)));

    // Standard output is a stream even if it is redirected to a file: that file belongs to whoever redirected it.
    private static bool IsStream(string path) =>
        path is "/dev/stdin" or "/dev/stdout" or "/dev/stderr" || path.StartsWith("/dev/fd/", StringComparison.Ordinal) || path.StartsWith("/proc/self/fd/", StringComparison.Ordinal);

    private static FileIdentity? FolderOf(string path) => !IsWindows && Path.GetDirectoryName(path) is { } folder ? Of(folder) : null;

    // On Windows and macOS, names that differ only in case are usually one name.
    private static bool IsSameName(string name, string other) =>
        string.Equals(name, other, RuntimeInformation.IsOSPlatform(OSPlatform.Linux) ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase);
}
