using System;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace HolySheep.Processes;

/// <summary>Names a process for others of the machine, and tells whether it has ended: the one place that says who is alive, for places among calls and for the ledger alike.</summary>
/// <remarks>A mark is the process's id, its start, the boot of the machine and the machine's name: an id that was given to another process is told by its start, which no change of the clock moves.</remarks>
internal static class ProcessMark
{
    private const int Parts = 4;
    private static readonly string Place = " " + ProcessStart.Boot + " " + Environment.MachineName;

    // Earlier versions marked a process by the time of its start, which systems reckon a little differently each time.
    private static readonly TimeSpan Blur = TimeSpan.FromSeconds(10);

    /// <summary>The mark of this process.</summary>
    public static string Own { get; } = Make();

    /// <summary>What the marks of all processes of this machine end with until it starts again.</summary>
    public static string OfThisBoot => Place;

    /// <summary>Whether the process of a mark has ended: null if that cannot be told, as of another machine or container.</summary>
    public static bool? IsGone(string mark)
    {
        var parts = mark.Split([' '], Parts);
        if (parts.Length != Parts || parts[Parts - 1] != Environment.MachineName || Number(parts[0]) is not ({ } id and <= int.MaxValue) || Number(parts[1]) is not { } start)
        {
            return null;
        }

        return parts[2] != ProcessStart.Boot ? true : Is(ProcessStart.Of((int)id), found => Math.Abs(found - start) > ProcessStart.Blur);
    }

    /// <summary>Whether a process has ended that an earlier version entered by its id and the time of its start; null if that cannot be told.</summary>
    public static bool? IsGone(long id, DateTimeOffset startedAt, string machine) =>
        machine != Environment.MachineName || id is <= 0 or > int.MaxValue ? null : Is(ProcessStart.Of((int)id), _ => HasOtherStart((int)id, startedAt));

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
