using System;
using System.Runtime.InteropServices;

namespace HolySheep.Cli;

/// <summary>
/// Checks whether a standard stream was passed by the process that started the command. If it was passed closed (<c>&lt;&amp;-</c>), the runtime uses its
/// number for an internal pipe: reading it never ends, and nothing reads what is written to it.
/// </summary>
internal static class StandardDescriptor
{
    public const int Input = 0;
    public const int Output = 1;
    public const int Error = 2;

    private const int GetDescriptorFlags = 1;
    private const int CloseOnExec = 1;

    /// <summary>Always true on Windows, where a closed stream is an empty one.</summary>
    public static bool IsInherited(int descriptor)
    {
        if (OperatingSystem.IsWindows())
        {
            return true;
        }

        // A descriptor with the close-on-exec flag cannot have been passed to this process.
        var flags = Control(descriptor, GetDescriptorFlags);
        return flags >= 0 && (flags & CloseOnExec) == 0;
    }

    [DllImport("libc", EntryPoint = "fcntl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Control(int descriptor, int command);
}
