using System;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;

namespace HolySheep.Processes;

/// <summary>Reads when processes started, independently of the clock, so that setting the clock does not change the identity of a process.</summary>
/// <remarks>
/// Linux counts in ticks since the machine started, together with the id of that boot. Windows stores the start time once. On other systems .NET calculates
/// the start time from the clock, so the clock is subtracted again: the result is the time since the machine started, to a second or two.
/// </remarks>
internal static class ProcessStart
{
    private const string Unknown = "-";
    private const int StateField = 0;
    private const int ThreadsField = 17;
    private const int StartField = 19;
    private static readonly bool HasProc = File.Exists("/proc/self/stat");
    private static readonly bool IsWindows = RuntimeInformation.IsOSPlatform(OSPlatform.Windows);

    /// <summary>Identifies the current boot of the machine; a constant text if the system does not provide it.</summary>
    public static string Boot { get; } = ReadBoot();

    /// <summary>The maximum difference between two readings of one start.</summary>
    public static long Blur { get; } = HasProc || IsWindows ? 0 : TimeSpan.TicksPerSecond * 2;

    /// <summary>Whether a process is alive, and its start in the system's units; the start is null if it is not available, as for another user's process.</summary>
    public static (bool Exists, long? Start) Of(int id) => HasProc ? OfProc(id) : OfSystem(id);

    /// <summary>Parses a line of <c>/proc/ID/stat</c>. A zombie process has ended.</summary>
    public static (bool Exists, long? Start) Read(string line)
    {
        // The name before the last bracket may itself contain spaces and brackets.
        var fields = line.Substring(line.LastIndexOf(')') + 1).Split([' '], StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length <= StartField || !long.TryParse(fields[StartField], NumberStyles.None, CultureInfo.InvariantCulture, out var start))
        {
            return (true, null);
        }

        // The first thread of a process may end before the others.
        var hasEnded = fields[StateField] is "X" or "x" || (fields[StateField] == "Z" && fields[ThreadsField] is "0" or "1");
        return (!hasEnded, start);
    }

    private static (bool Exists, long? Start) OfProc(int id)
    {
        // Most that are asked for have ended, and an exception costs a first call milliseconds.
        var folder = FormattableString.Invariant($"/proc/{id}");
        if (!Directory.Exists(folder))
        {
            return (false, null);
        }

        try
        {
            return Read(File.ReadAllText(folder + "/stat"));
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return (false, null);
        }
        catch (UnauthorizedAccessException)
        {
            return (true, null);
        }
        catch (IOException)
        {
            // The process ended while it was read.
            return (false, null);
        }
    }

    private static (bool Exists, long? Start) OfSystem(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            var startedAt = process.StartTime.ToUniversalTime();
            return (!process.HasExited, IsWindows ? startedAt.Ticks : (startedAt - TimeProvider.System.GetUtcNow() + TimeProvider.System.GetElapsedTime(0)).Ticks);
        }
        catch (ArgumentException)
        {
            return (false, null);
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception or NotSupportedException)
        {
            // The process ended just now, or belongs to another user.
            return (true, null);
        }
    }

    private static string ReadBoot()
    {
        try
        {
            return HasProc && File.ReadLines("/proc/sys/kernel/random/boot_id").FirstOrDefault()?.Trim() is { Length: > 0 } id ? id : Unknown;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Unknown;
        }
    }
}
