using System;
using System.IO;
using System.Threading;
using HolySheep.Errors;

namespace HolySheep.Cli.Output;

/// <summary>A file to which lines are added, from any thread; only its owner can read it. Another program may take its content away meanwhile.</summary>
internal sealed class LineLog : IDisposable
{
    private readonly Lock _lock = new();
    private readonly StreamWriter _writer;

    private LineLog(StreamWriter writer) => _writer = writer;

    /// <summary>Opens a file, or makes it.</summary>
    /// <exception cref="HolySheepException">It cannot be written.</exception>
    public static LineLog Open(string path)
    {
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write, Share = FileShare.ReadWrite | FileShare.Delete };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            return new LineLog(new StreamWriter(path, StandardOutput.Utf8, options) { NewLine = "\n", AutoFlush = true });
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new HolySheepException(ErrorCode.FileUnusable, $"The log '{path}' cannot be written: {exception.Message}", "Give the path of a file in a folder that exists.", exception);
        }
    }

    /// <summary>Adds a line; one that cannot be written is lost.</summary>
    public void Write(string line)
    {
        lock (_lock)
        {
            try
            {
                _writer.WriteLine(line);
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
            _writer.Dispose();
        }
    }
}
