#if NET8_0_OR_GREATER
using System;
using System.IO;
#endif
using System.Runtime.InteropServices;

namespace HolySheep.Files;

/// <summary>Copies the rights of files.</summary>
internal static class FileRights
{
    /// <summary>Whether the system keeps the rights of a file when another file replaces it.</summary>
    public static bool ReplaceKeepsThem => RuntimeInformation.IsOSPlatform(OSPlatform.Windows);

    /// <summary>Gives a file the rights of another and, if the user may, its owner; does nothing if the other does not exist.</summary>
    public static void Copy(string from, string to)
    {
#if NET8_0_OR_GREATER
        if (OperatingSystem.IsWindows() || UnixFileStatus.Of(from) is not { } status)
        {
            return;
        }

        if (UnixFileStatus.Of(to) is { } own && (own.User != status.User || own.Group != status.Group))
        {
            UnixFileStatus.TryChangeOwner(to, status.User, status.Group);
        }

        File.SetUnixFileMode(to, (UnixFileMode)status.Rights);
#endif
    }
}
