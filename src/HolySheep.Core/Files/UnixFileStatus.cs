using System;
using System.Runtime.InteropServices;
using System.Text;

namespace HolySheep.Files;

/// <summary>The status of a file on Unix, with links followed.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct UnixFileStatus
{
    public int Flags;
    public int Mode;
    public uint User;
    public uint Group;
    public long Size;
    public long AccessTime;
    public long AccessTimeNanoseconds;
    public long ModificationTime;
    public long ModificationTimeNanoseconds;
    public long ChangeTime;
    public long ChangeTimeNanoseconds;
    public long BirthTime;
    public long BirthTimeNanoseconds;
    public long Device;
    public long SpecialDevice;
    public long Inode;
    public uint UserFlags;

    // Space for members that a later runtime may append.
    public long Spare1;
    public long Spare2;
    public long Spare3;
    public long Spare4;

    private const int TypeMask = 0xF000;
    private const int Regular = 0x8000;
    private const int Folder = 0x4000;
    private const int Pipe = 0x1000;
    private const int Socket = 0xC000;
    private const int RightsMask = 0x1FF;

    public readonly bool IsRegular => (Mode & TypeMask) == Regular;

    public readonly bool IsFolder => (Mode & TypeMask) == Folder;

    public readonly bool IsPipe => (Mode & TypeMask) == Pipe;

    public readonly bool IsSocket => (Mode & TypeMask) == Socket;

    /// <summary>The rights of owner, group and others.</summary>
    public readonly int Rights => Mode & RightsMask;

    /// <summary>The status of a file; null if it does not exist, or if the system call is not available.</summary>
    public static UnixFileStatus? Of(string path)
    {
        try
        {
            return Native.Stat(Native.Bytes(path), out var status) == 0 ? status : null;
        }
        catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException)
        {
            return null;
        }
    }

    /// <summary>The id of the user whose rights this process has; null if the system call is not available.</summary>
    public static uint? CurrentUser
    {
        get
        {
            try
            {
                return Native.EffectiveUser();
            }
            catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException)
            {
                return null;
            }
        }
    }

    /// <summary>Gives a file an owner and a group, if the user may.</summary>
    public static void TryChangeOwner(string path, uint user, uint group)
    {
        try
        {
            _ = Native.ChangeOwner(Native.Bytes(path), user, group);
        }
        catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException)
        {
            // The file keeps the owner that created it.
        }
    }

    /// <summary>Gives a file a second name, which must not exist; null if the system cannot do it.</summary>
    public static bool? TryLink(string path, string second)
    {
        const int Exists = 17;
        try
        {
            return Native.Link(Native.Bytes(path), Native.Bytes(second)) == 0 ? true : Marshal.GetLastWin32Error() == Exists ? false : null;
        }
        catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException)
        {
            return null;
        }
    }

    private static class Native
    {
        // The runtime's own library: its layout is the same on every Unix, unlike that of libc.
        [DllImport("libSystem.Native", EntryPoint = "SystemNative_Stat", SetLastError = true)]
        public static extern int Stat(byte[] path, out UnixFileStatus status);

        [DllImport("libSystem.Native", EntryPoint = "SystemNative_GetEUid")]
        public static extern uint EffectiveUser();

        [DllImport("libc", EntryPoint = "chown", SetLastError = true)]
        public static extern int ChangeOwner(byte[] path, uint user, uint group);

        [DllImport("libc", EntryPoint = "link", SetLastError = true)]
        public static extern int Link(byte[] path, byte[] second);

        public static byte[] Bytes(string path) => Encoding.UTF8.GetBytes(path + "\0");
    }
}
