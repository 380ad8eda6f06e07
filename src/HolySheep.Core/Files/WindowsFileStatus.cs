using System;
using System.IO;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace HolySheep.Files;

/// <summary>The status of an open file on Windows.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal struct WindowsFileStatus
{
    public uint Attributes;
    public long CreationTime;
    public long LastAccessTime;
    public long LastWriteTime;
    public uint Volume;
    public uint SizeHigh;
    public uint SizeLow;
    public uint Links;
    public uint IndexHigh;
    public uint IndexLow;

    /// <summary>The number of the file on its volume.</summary>
    public readonly long Index => ((long)IndexHigh << 32) | IndexLow;

    /// <summary>The status of a file; null if it does not exist or cannot be opened.</summary>
    public static WindowsFileStatus? Of(string path)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);
            return Native.GetStatus(stream.SafeFileHandle, out var status) ? status : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    private static class Native
    {
        [DllImport("kernel32.dll", EntryPoint = "GetFileInformationByHandle", SetLastError = true)]
        [return: MarshalAs(UnmanagedType.Bool)]
        public static extern bool GetStatus(SafeFileHandle file, out WindowsFileStatus status);
    }
}
