using System;
using System.Runtime.InteropServices;

namespace HolySheep.Cli;

/// <summary>
/// Whether a standard stream came from whoever started the command. Where it came closed (<c>&lt;&amp;-</c>), the runtime has taken its
/// number for a pipe of its own: reading that never ends, and writing to it reaches nobody.
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

        // What is to be closed when a program starts cannot have come with the start of this one.
        var flags = Control(descriptor, GetDescriptorFlags);
        return flags >= 0 && (flags & CloseOnExec) == 0;
    }

    [DllImport("libc", EntryPoint = "fcntl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Control(int descriptor, int command);
}
