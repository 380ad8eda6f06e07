using System;
using System.Runtime.InteropServices;

namespace HolySheep.Cli.Output;

/// <summary>Checks whether a pipe still has a reader, because the runtime silently drops writes to a closed pipe.</summary>
internal static class ClosedPipe
{
    private const short ErrorHangUpOrInvalid = 0x08 | 0x10 | 0x20;

    /// <summary>Whether the reader of standard output is gone; always false on Windows, where it cannot be checked.</summary>
    public static bool IsStandardOutput()
    {
        if (OperatingSystem.IsWindows())
        {
            return false;
        }

        var descriptor = new PollDescriptor { Descriptor = 1 };
        return Poll(ref descriptor, 1, 0) > 0 && (descriptor.Returned & ErrorHangUpOrInvalid) != 0;
    }

    [DllImport("libc", EntryPoint = "poll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Poll(ref PollDescriptor descriptors, nuint count, int timeoutMilliseconds);

    [StructLayout(LayoutKind.Sequential)]
    private struct PollDescriptor
    {
        public int Descriptor;
        public short Requested;
        public short Returned;
    }
}
