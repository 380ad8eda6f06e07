using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;
using HolySheep.Configuration.Edits;
using HolySheep.Errors;
using HolySheep.Files;

namespace HolySheep.Csv.Journal;

/// <summary>Reserves an output for one run, across processes. The lock is an open file handle that lets others read the holder's name but not write. It ends with its process.</summary>
internal sealed class JobLock : IDisposable
{
    private const int MostTries = 10;
    private static readonly Regex Mark = new("^process [0-9]+ on [^\r\n]+, since [-0-9]+ [:0-9]+ UTC \\(([0-9a-f]{32})\\)", RegexOptions.CultureInvariant);
    private readonly FileStream _held;

    private JobLock(FileStream held, string token) => (_held, Token) = (held, token);

    /// <summary>A token that no other run has; it is part of the names of this run's temporary files.</summary>
    public string Token { get; }

    /// <summary>Takes the lock of an output, and deletes the files that a killed run left behind.</summary>
    /// <exception cref="HolySheepException">Another run holds the lock (the message names it), the folder cannot be written, or a file at the lock's path is not a lock.</exception>
    public static JobLock Take(JobPaths paths, TimeProvider clock)
    {
        var output = paths.Out;
        try
        {
            var path = paths.Lock;
            for (var attempt = 0; attempt < MostTries; attempt++)
            {
                if (TryTake(paths, path, clock) is { } taken)
                {
                    return taken;
                }
            }

            throw Running(output, path);
        }
        catch (IOException exception) when (ConfigurationLock.IsHeld(exception))
        {
            throw Running(output, paths.Lock);
        }
        catch (Exception exception) when (CsvFault.IsOfFile(exception))
        {
            throw CsvFault.Unusable(output, "cannot be written", exception, "Give an output in a folder that exists, that you can write to and that has free space.");
        }
    }

    /// <summary>The token of the run that wrote a lock; null if the text is not that of a lock.</summary>
    public static string? TokenIn(string text) => Mark.Match(text) is { Success: true } found ? found.Groups[1].Value : null;

    /// <inheritdoc/>
    public void Dispose() => _held.Dispose();

    private static JobLock? TryTake(JobPaths paths, string path, TimeProvider clock)
    {
        var token = Guid.NewGuid().ToString("N");
        var mark = Encoding.UTF8.GetBytes(Describe(clock, token));

        // Outside of the try: a file that is not found while it is created is one that this folder does not take.
        var isMade = TryCreate(path, token, mark);
        try
        {
            if (!isMade)
            {
                TakeOver(paths, path, mark);
            }

            var held = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 256, FileOptions.DeleteOnClose);

            // Between opening the two handles, another run may have taken the lock, or the previous run may have deleted its file.
            if (TokenIn(ReadToEnd(held)) == token)
            {
                return new JobLock(held, token);
            }

            held.Dispose();
        }
        catch (FileNotFoundException)
        {
            // The previous run has just deleted its file.
        }

        return null;
    }

    // A lock file always has its mark, even if the process is killed: an empty file is therefore not a lock.
    private static bool TryCreate(string path, string token, byte[] mark)
    {
        var whole = ReplacementFile.TemporaryOf(path, token);
        try
        {
            Write(whole, FileMode.CreateNew, mark);
            if (!RuntimeInformation.IsOSPlatform(OSPlatform.Windows) && UnixFileStatus.TryLink(whole, path) is { } isMade)
            {
                return isMade;
            }
        }
        finally
        {
            File.Delete(whole);
        }

        if (File.Exists(path))
        {
            return false;
        }

        Write(path, FileMode.CreateNew, mark);
        return true;
    }

    // No other process may have the file open, not even to read: a run that holds the lock does.
    private static void TakeOver(JobPaths paths, string path, byte[] mark)
    {
        FileKind.ThrowIfOther(path);
        if (new FileInfo(path).Attributes is not (FileAttributes)(-1) and var attributes && (attributes & (FileAttributes.ReparsePoint | FileAttributes.Directory)) != 0)
        {
            // Jobs never create a link or a folder there.
            throw Foreign(path);
        }

        using var stream = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, 256);
        var left = TokenIn(ReadToEnd(stream)) ?? throw Foreign(path);
        foreach (var file in paths.TemporariesOf(left))
        {
            File.Delete(file);
        }

        stream.Position = 0;
        stream.Write(mark, 0, mark.Length);
        stream.Flush();
        stream.SetLength(mark.Length);
    }

    private static HolySheepException Foreign(string path) => new(
        ErrorCode.ArgumentInvalid, $"{path}, where this job writes its lock, already exists and was not written by this job.", "Move it away or rename it, or give another output.");

    private static void Write(string path, FileMode mode, byte[] mark)
    {
        using var stream = new FileStream(path, mode, FileAccess.Write, FileShare.None);
        stream.Write(mark, 0, mark.Length);
    }

    private static string Describe(TimeProvider clock, string token)
    {
        using var process = Process.GetCurrentProcess();
        return string.Format(CultureInfo.InvariantCulture, "process {0} on {1}, since {2:yyyy-MM-dd HH:mm:ss} UTC ({3})", process.Id, Environment.MachineName, clock.GetUtcNow(), token);
    }

    private static HolySheepException Running(string output, string path) => new(
        ErrorCode.JobRunning, $"Another run holds {output}: {(Read(path) is { Length: > 0 } text ? text.Split('(')[0].Trim() : "its lock does not name it")}.",
        "Wait for it to end, stop it, or give another output.");

    private static string Read(string path)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return ReadToEnd(stream);
        }
        catch (Exception exception) when (CsvFault.IsOfFile(exception))
        {
            return "";
        }
    }

    private static string ReadToEnd(FileStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8, detectEncodingFromByteOrderMarks: false, 256, leaveOpen: true);
        return reader.ReadToEnd();
    }
}
