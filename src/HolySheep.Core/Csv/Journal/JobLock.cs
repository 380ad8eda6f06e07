using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Text;
using HolySheep.Configuration.Writing;
using HolySheep.Errors;

namespace HolySheep.Csv.Journal;

/// <summary>Keeps an output for one run, across processes: a handle that lets others read who holds it, and nobody write. It ends with its process however that ends.</summary>
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
            try
            {
                Write(path, mark);
                var held = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 256, FileOptions.DeleteOnClose);

                // Between the two handles another run may have come, or the one before may have taken its file away.
                if (ReadToEnd(held) == mark)
                {
                    return new JobLock(held);
                }

                held.Dispose();
            }
            catch (FileNotFoundException)
            {
                // The run before took its file away just now.
            }
            catch (IOException exception) when (ConfigurationLock.IsHeld(exception))
            {
                throw Running(output, path);
            }
            catch (Exception exception) when (CsvFault.IsOfFile(exception))
            {
                throw CsvFault.Unusable(output, "cannot be written", exception, "Give an output in a folder that is there, that may be written and that has room.");
            }
        }

        throw Running(output, path);
    }

    /// <inheritdoc/>
    public void Dispose() => _held.Dispose();

    // Nobody else may have it open, not even to read: a run that holds it does.
    private static void Write(string path, string mark)
    {
        using var stream = new FileStream(path, FileMode.Create, FileAccess.ReadWrite, FileShare.None);
        var bytes = Encoding.UTF8.GetBytes(mark);
        stream.Write(bytes, 0, bytes.Length);
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
