using System;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;

namespace HolySheep.Configuration.Keys;

/// <summary>Finds programs in the folders of PATH, and nowhere else.</summary>
/// <remarks>.NET would look in the current folder before, where anyone may have put a program of this name.</remarks>
public static class ProgramPath
{
    private static readonly string[] WindowsExtensions = [".exe", ".cmd", ".bat"];

    /// <summary>The full path of a program; null if it does not exist or cannot be run.</summary>
    /// <param name="program">A full path, or a name without a folder.</param>
    public static string? Find(string program)
    {
        if (Path.IsPathRooted(program))
        {
            return Runnable(program);
        }

        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => folder.Trim('"'));
        return folders.Where(Path.IsPathRooted).Select(folder => Runnable(Path.Combine(folder, program))).FirstOrDefault(path => path is not null);
    }

    private static string? Runnable(string path)
    {
        if (RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
        {
            return Path.HasExtension(path) ? Existing(path) : WindowsExtensions.Select(extension => Existing(path + extension)).FirstOrDefault(found => found is not null);
        }

#if NET8_0_OR_GREATER
        const UnixFileMode Execute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        return Existing(path) is { } file && !OperatingSystem.IsWindows() && (File.GetUnixFileMode(file) & Execute) != 0 ? file : null;
#else
        return Existing(path);
#endif
    }

    private static string? Existing(string path) => File.Exists(path) ? path : null;
}
