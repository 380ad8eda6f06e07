using System;
using System.IO;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace HolySheep.State.Sqlite.Engine;

/// <summary>
/// The header of a database's WAL index, in the memory that SQLite shares between processes: each commit changes it. To look there takes nanoseconds, where <c>PRAGMA data_version</c>
/// takes two system calls for its lock. SQLite documents its layout (walformat.html, section 2.1) and the method that finds it (sqlite3_io_methods.xShmMap).
/// </summary>
internal sealed class WalIndexHeader
{
    private const int Length = 48;
    private const int Step = sizeof(long);
    private const int Layout = 3_007_000;
    private const int RegionSize = 32 * 1024;
    private const int FilePointer = 7;
    private const int OldestWithMemory = 2;

    // After the version and twelve methods.
    private const int PlaceOfShmMap = 13;
    private readonly IntPtr _memory;
    private readonly long[] _seen = new long[Length / Step];

    private WalIndexHeader(IntPtr memory) => _memory = memory;

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int ShmMap(IntPtr file, int region, int regionSize, int extends, out IntPtr memory);

    /// <summary>Finds the header; null if the database has none, as one in memory.</summary>
    /// <param name="connection">An open connection that has read the database. The header is valid until it is closed.</param>
    public static WalIndexHeader? Of(SqliteConnection connection)
    {
        // Without this file there is no WAL, and SQLite would create it.
        if (!File.Exists(connection.DataSource + "-shm"))
        {
            return null;
        }

        try
        {
            if (Native.FileControl(connection.Handle!, null, FilePointer, out var file) != raw.SQLITE_OK || file == IntPtr.Zero)
            {
                return null;
            }

            var methods = Marshal.ReadIntPtr(file);
            if (methods == IntPtr.Zero || Marshal.ReadInt32(methods) < OldestWithMemory)
            {
                return null;
            }

            var map = Marshal.ReadIntPtr(methods, PlaceOfShmMap * IntPtr.Size);
            if (map == IntPtr.Zero)
            {
                return null;
            }

            var result = Marshal.GetDelegateForFunctionPointer<ShmMap>(map)(file, 0, RegionSize, 0, out var memory);
            return result == raw.SQLITE_OK && memory != IntPtr.Zero && Marshal.ReadInt32(memory) == Layout ? new WalIndexHeader(memory) : null;
        }
        catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Whether any connection, also this one, may have committed since the last look.</summary>
    public bool HasChanged()
    {
        var changed = false;
        for (var place = 0; place < _seen.Length; place++)
        {
            var now = Marshal.ReadInt64(_memory, place * Step);
            changed |= now != _seen[place];
            _seen[place] = now;
        }

        return changed;
    }

    private static class Native
    {
        [DllImport("e_sqlite3", EntryPoint = "sqlite3_file_control", CallingConvention = CallingConvention.Cdecl)]
        public static extern int FileControl(sqlite3 connection, byte[]? database, int operation, out IntPtr value);
    }
}
