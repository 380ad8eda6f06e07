using System;
using System.IO;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace HolySheep.Cli.Input;

/// <summary>Checks whether standard input has data, without reading it and without waiting.</summary>
internal static class WaitingInput
{
    /// <summary>Whether a read would return data now. An open pipe without data, an empty file, <c>/dev/null</c>, a closed input and a terminal have none.</summary>
    public static bool IsThere()
    {
        if (!Console.IsInputRedirected || !StandardDescriptor.IsInherited(StandardDescriptor.Input))
        {
            return false;
        }

        try
        {
            using var handle = new SafeFileHandle(OperatingSystem.IsWindows() ? GetStdHandle(StandardInputHandle) : StandardDescriptor.Input, ownsHandle: false);
            return IsThere(handle);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            // A folder, or a handle that cannot be read, has nothing to send.
            return false;
        }
    }

    private static bool IsThere(SafeFileHandle handle)
    {
        if (OperatingSystem.IsWindows())
        {
            return PeekNamedPipe(handle, 0, 0, 0, out var waiting, 0) ? waiting > 0 : FileHasMore(handle) ?? false;
        }

        return FileHasMore(handle) ?? BytesWaiting() > 0;
    }

    /// <summary>The result for a file; null if it is not a file.</summary>
    private static bool? FileHasMore(SafeFileHandle handle)
    {
        using var file = new FileStream(handle, FileAccess.Read, bufferSize: 0);
        if (!file.CanSeek)
        {
            return null;
        }

        // Files in /proc report that they are empty, so one byte is read. On Unix a read at an offset does not move the shared position.
        return OperatingSystem.IsWindows() ? file.Position < file.Length : RandomAccess.Read(handle, stackalloc byte[1], file.Position) > 0;
    }

    private static int BytesWaiting()
    {
        int waiting;
        if (!OperatingSystem.IsMacOS())
        {
            return Control(StandardDescriptor.Input, 0x541B, out waiting) == 0 ? waiting : 0;
        }

        // Apple's arm64 ABI passes variable arguments on the stack: six unused arguments fill the registers first.
        var result = RuntimeInformation.ProcessArchitecture == Architecture.Arm64
            ? ControlOnStack(StandardDescriptor.Input, 0x4004667F, 0, 0, 0, 0, 0, 0, out waiting)
            : Control(StandardDescriptor.Input, 0x4004667F, out waiting);
        return result == 0 ? waiting : 0;
    }

    private const int StandardInputHandle = -10;

    [DllImport("libc", EntryPoint = "ioctl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Control(int descriptor, nuint request, out int value);

    [DllImport("libc", EntryPoint = "ioctl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int ControlOnStack(int descriptor, nuint request, nint a, nint b, nint c, nint d, nint e, nint f, out int value);

    [DllImport("kernel32")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern nint GetStdHandle(int handle);

    [DllImport("kernel32")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool PeekNamedPipe(SafeFileHandle pipe, nint buffer, int size, nint read, out int waiting, nint left);
}
