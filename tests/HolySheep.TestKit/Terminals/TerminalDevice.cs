using System;
using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace HolySheep.TestKit.Terminals;

/// <summary>A pseudo-terminal of the kernel: this side is the keyboard and the screen, the other is a file that a process has as its terminal.</summary>
internal sealed class TerminalDevice : IDisposable
{
    // Of Linux: O_RDWR, O_NOCTTY and O_CLOEXEC, so that no child holds this side open; TIOCSWINSZ.
    private const int OpenFlags = 0x2 | 0x100 | 0x80000;
    private const nuint SetSize = 0x5414;
    private readonly SafeFileHandle _handle;

    public TerminalDevice(int columns, int rows)
    {
        int descriptor = OpenTerminal(OpenFlags);
        byte[] name = new byte[64];
        if (descriptor < 0 || Grant(descriptor) != 0 || Unlock(descriptor) != 0 || NameOf(descriptor, name, (nuint)name.Length) != 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }

        Path = System.Text.Encoding.ASCII.GetString(name).TrimEnd('\0');
        _handle = new SafeFileHandle(descriptor, ownsHandle: true);
        Resize(columns, rows);
    }

    /// <summary>The file of the other side.</summary>
    public string Path { get; }

    /// <summary>Changes the size, which the kernel tells the processes at the terminal.</summary>
    public void Resize(int columns, int rows)
    {
        WindowSize size = new() { Rows = (ushort)rows, Columns = (ushort)columns };
        if (Control((int)_handle.DangerousGetHandle(), SetSize, ref size) != 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }
    }

    /// <summary>Types bytes.</summary>
    public void Write(byte[] bytes)
    {
        if (WriteTo((int)_handle.DangerousGetHandle(), bytes, (nuint)bytes.Length) != bytes.Length)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }
    }

    /// <summary>Reads what was shown; 0 when no process has the terminal any more.</summary>
    public int Read(byte[] buffer)
    {
        nint count = ReadFrom((int)_handle.DangerousGetHandle(), buffer, (nuint)buffer.Length);

        // EIO is the end.
        return count > 0 ? (int)count : 0;
    }

    public void Dispose() => _handle.Dispose();

    [DllImport("libc", EntryPoint = "posix_openpt", SetLastError = true)]
    private static extern int OpenTerminal(int flags);

    [DllImport("libc", EntryPoint = "grantpt", SetLastError = true)]
    private static extern int Grant(int descriptor);

    [DllImport("libc", EntryPoint = "unlockpt", SetLastError = true)]
    private static extern int Unlock(int descriptor);

    [DllImport("libc", EntryPoint = "ptsname_r", SetLastError = true)]
    private static extern int NameOf(int descriptor, byte[] name, nuint length);

    [DllImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    private static extern int Control(int descriptor, nuint request, ref WindowSize size);

    [DllImport("libc", EntryPoint = "read", SetLastError = true)]
    private static extern nint ReadFrom(int descriptor, byte[] buffer, nuint count);

    [DllImport("libc", EntryPoint = "write", SetLastError = true)]
    private static extern nint WriteTo(int descriptor, byte[] buffer, nuint count);

    [StructLayout(LayoutKind.Sequential)]
    private struct WindowSize
    {
        public ushort Rows;
        public ushort Columns;
        public ushort WidthInPixels;
        public ushort HeightInPixels;
    }
}
