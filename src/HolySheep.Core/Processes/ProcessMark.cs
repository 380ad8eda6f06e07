using System;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace HolySheep.Processes;

/// <summary>Identifies a process for others on the machine, and is the one place that says whether it is alive.</summary>
/// <remarks>A mark is the process's id and start, the boot of the machine and the machine's name. The start distinguishes processes with the same id, and no change of the clock moves it.</remarks>
internal static class ProcessMark
{
    private const int Parts = 4;
    private static readonly string Place = " " + ProcessStart.Boot + " " + Environment.MachineName;

    // Earlier versions marked a process by its start time, which systems calculate a little differently each time.
    private static readonly TimeSpan Blur = TimeSpan.FromSeconds(10);

    /// <summary>How long a process that cannot be checked from here, as on another machine, counts as alive: after that, none is waiting for an answer.</summary>
    public static TimeSpan LongestStranger { get; } = TimeSpan.FromDays(1);

    /// <summary>The mark of this process.</summary>
    public static string Own { get; } = Make();

    /// <summary>The end of the marks of all processes of this machine until it restarts.</summary>
    public static string OfThisBoot => Place;

    /// <summary>The name of the machine in a mark; earlier versions wrote it alone.</summary>
    public static string MachineOf(string mark) => mark.Split([' '], Parts) is { Length: Parts } parts ? parts[Parts - 1] : mark;

    /// <summary>Whether the process of a mark has ended; null if that cannot be determined, as for another machine or container.</summary>
    public static bool? IsGone(string mark)
    {
        var parts = mark.Split([' '], Parts);
        if (parts.Length != Parts || parts[Parts - 1] != Environment.MachineName || Number(parts[0]) is not ({ } id and <= int.MaxValue) || Number(parts[1]) is not { } start)
        {
            return null;
        }

        return parts[2] != ProcessStart.Boot ? true : Is(ProcessStart.Of((int)id), found => Math.Abs(found - start) > ProcessStart.Blur);
    }

    /// <summary>Whether a process that an earlier version recorded by its id and start time has ended; null if that cannot be determined.</summary>
    public static bool? IsGone(long id, DateTimeOffset startedAt, string machine) =>
        machine != Environment.MachineName || id is <= 0 or > int.MaxValue ? null : Is(ProcessStart.Of((int)id), _ => HasOtherStart((int)id, startedAt));

    /// <summary>Whether a registered process is alive; one that cannot be checked counts as alive for <see cref="LongestStranger"/>.</summary>
    /// <param name="mark">Its mark; earlier versions wrote the name of the machine.</param>
    /// <param name="id">Its process id.</param>
    /// <param name="registeredAt">When it was registered; earlier versions wrote when it started. A time further in the future than that is not valid.</param>
    /// <param name="now">The time.</param>
    public static bool IsAlive(string mark, long id, DateTimeOffset registeredAt, DateTimeOffset now) =>
        (IsGone(mark) ?? IsGone(id, registeredAt, mark)) is { } gone ? !gone : (now - registeredAt).Duration() < LongestStranger;

    private static bool? Is((bool Exists, long? Start) found, Func<long, bool> isAnother) => !found.Exists ? true : found.Start is { } start ? isAnother(start) : null;

    private static bool HasOtherStart(int id, DateTimeOffset startedAt)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return (process.StartTime.ToUniversalTime() - startedAt.UtcDateTime).Duration() > Blur;
        }
        catch (ArgumentException)
        {
            return true;
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception or NotSupportedException)
        {
            return false;
        }
    }

    private static long? Number(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string Make()
    {
        using var own = Process.GetCurrentProcess();
        return string.Format(CultureInfo.InvariantCulture, "{0} {1}{2}", own.Id, ProcessStart.Of(own.Id).Start ?? 0, Place);
    }
}
