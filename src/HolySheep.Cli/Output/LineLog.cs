using System;
using System.IO;
using System.Runtime.InteropServices;
using System.Threading;
using HolySheep.Errors;
using Microsoft.Win32.SafeHandles;

namespace HolySheep.Cli.Output;

/// <summary>A file to whose end lines are added, from any thread; only its owner can read it. Other programs may add lines too, or take its content away meanwhile.</summary>
internal sealed class LineLog : IDisposable
{
    private const int SetStatusFlags = 4;
    private const int Append = 0x400;

    private readonly Lock _lock = new();
    private readonly FileStream _file;

    private LineLog(FileStream file) => _file = file;

    /// <summary>Opens a file, or makes it.</summary>
    /// <exception cref="HolySheepException">It cannot be written.</exception>
    public static LineLog Open(string path)
    {
        try
        {
            // Not FileMode.Append: it keeps an offset of its own, and a file that was emptied meanwhile would begin with a hole.
            var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write, Share = FileShare.ReadWrite | FileShare.Delete, BufferSize = 0 };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            var file = new FileStream(path, options);
            if (OperatingSystem.IsLinux())
            {
                // Best effort: with it, lines of two processes at once do not meet either.
                _ = Control(file.SafeFileHandle, SetStatusFlags, Append);
            }

            return new LineLog(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new HolySheepException(ErrorCode.FileUnusable, $"The log '{path}' cannot be written: {exception.Message}", "Give the path of a file in a folder that exists.", exception);
        }
    }

    /// <summary>Adds a line; one that cannot be written is lost.</summary>
    public void Write(string line)
    {
        var bytes = StandardOutput.Utf8.GetBytes(line + "\n");
        lock (_lock)
        {
            try
            {
                if (_file.CanSeek)
                {
                    _file.Seek(0, SeekOrigin.End);
                }

                _file.Write(bytes);
            }
            catch (Exception exception) when (exception is IOException or ObjectDisposedException)
            {
                // A full disk must not stop calls.
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            _file.Dispose();
        }
    }

    [DllImport("libc", EntryPoint = "fcntl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Control(SafeFileHandle file, int command, int flags);
}
