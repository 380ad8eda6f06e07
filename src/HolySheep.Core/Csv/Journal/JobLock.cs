using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Text;
using HolySheep.Configuration.Writing;
using HolySheep.Errors;

namespace HolySheep.Csv.Journal;

/// <summary>Keeps an output for one run, across processes; the open handle is the lock, so that it ends with its process however that ends.</summary>
internal sealed class JobLock : IDisposable
{
    private const int MostTries = 10;
    private readonly FileStream _held;

    private JobLock(FileStream held) => _held = held;

    /// <summary>Takes the lock of an output.</summary>
    /// <exception cref="HolySheepException">Another run has it; the message names that run. Or the folder cannot be written.</exception>
    public static JobLock Take(string output, TimeProvider clock)
    {
        var path = output + ".lock";
        for (var attempt = 0; attempt < MostTries; attempt++)
        {
            var mark = Describe(clock);
            FileStream? held = null;
            try
            {
                held = Open(path);
                var bytes = Encoding.UTF8.GetBytes(mark);
                held.SetLength(0);
                held.Write(bytes, 0, bytes.Length);
                held.Flush();
            }
            catch (IOException exception) when (ConfigurationLock.IsHeld(exception))
            {
                throw Running(output, path);
            }
            catch (Exception exception) when (CsvFault.IsOfFile(exception))
            {
                held?.Dispose();
                throw CsvFault.Unusable(output, "cannot be written", exception, "Give an output in a folder that is there, that may be written and that has room.");
            }

            // The run before may have taken its file away between our opening and our lock: then ours is another's.
            if (Read(path) == mark)
            {
                return new JobLock(held);
            }

            held.Dispose();
        }

        throw Running(output, path);
    }

    /// <inheritdoc/>
    public void Dispose() => _held.Dispose();

    private static FileStream Open(string path)
    {
#if NET8_0_OR_GREATER
        // Windows keeps others from reading a file that is not shared, Unix does not.
        var share = OperatingSystem.IsWindows() ? FileShare.Read | FileShare.Delete : FileShare.None;
#else
        const FileShare share = FileShare.Read | FileShare.Delete;
#endif
        return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, share, 1, FileOptions.DeleteOnClose);
    }

    private static string Describe(TimeProvider clock)
    {
        using var process = Process.GetCurrentProcess();
        return string.Format(CultureInfo.InvariantCulture, "process {0} on {1}, since {2:yyyy-MM-dd HH:mm:ss} UTC ({3:N})",
            process.Id, Environment.MachineName, clock.GetUtcNow(), Guid.NewGuid());
    }

    private static HolySheepException Running(string output, string path) => new(
        ErrorCode.JobRunning, $"Another run holds {output}: {(Read(path) is { Length: > 0 } text ? text.Split('(')[0].Trim() : "it has not said which")}.",
        "Wait for it to end, stop it, or give another output.");

    private static string Read(string path)
    {
        try
        {
            using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
            return reader.ReadToEnd();
        }
        catch (Exception exception) when (CsvFault.IsOfFile(exception))
        {
            return "";
        }
    }
}
