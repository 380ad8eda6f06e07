using System;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;

namespace HolySheep.Processes;

/// <summary>When processes started, told without the clock, so that a clock that is set makes no living process another one.</summary>
/// <remarks>
/// Linux counts in ticks since the machine started, beside the id of that start. Windows notes the time of the start once and for all. On other systems .NET reckons
/// the time of the start back from the clock, so that the clock is taken out again: it is the time since the machine started, to a second or two.
/// </remarks>
internal static class ProcessStart
{
    private const string Unknown = "-";
    private const int StateField = 0;
    private const int ThreadsField = 17;
    private const int StartField = 19;
    private static readonly bool HasProc = File.Exists("/proc/self/stat");
    private static readonly bool IsWindows = RuntimeInformation.IsOSPlatform(OSPlatform.Windows);

    /// <summary>Names the time since the machine was started; the same text always where the system does not tell.</summary>
    public static string Boot { get; } = ReadBoot();

    /// <summary>How much two readings of one start may differ.</summary>
    public static long Blur { get; } = HasProc || IsWindows ? 0 : TimeSpan.TicksPerSecond * 2;

    /// <summary>Whether a process lives, and its start in the units of its system; the start is null if it is not told, as of another user's process.</summary>
    public static (bool Exists, long? Start) Of(int id) => HasProc ? OfProc(id) : OfSystem(id);

    /// <summary>Reads a line of <c>/proc/ID/stat</c>: a process that has ended and waits for its parent to ask is gone.</summary>
    public static (bool Exists, long? Start) Read(string line)
    {
        // The name before the last bracket may hold blanks and brackets itself.
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
        try
        {
            return Read(File.ReadAllText(FormattableString.Invariant($"/proc/{id}/stat")));
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
            // It ended while it was read.
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
            // It ended in this moment, or belongs to another user.
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
