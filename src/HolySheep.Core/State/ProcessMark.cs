using System;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace HolySheep.State;

/// <summary>Names a process for others of the machine, so that they can tell once it is gone.</summary>
internal static class ProcessMark
{
    // Systems reckon the same process's start a little differently each time they are asked.
    private static readonly TimeSpan Blur = TimeSpan.FromSeconds(10);

    /// <summary>The mark of this process.</summary>
    public static string Own { get; } = Make();

    /// <summary>Whether the process of a mark has ended; false where that cannot be told, as of another machine's or container's.</summary>
    public static bool IsGone(string mark)
    {
        var parts = mark.Split(' ');
        if (parts.Length != 3 || parts[2] != Environment.MachineName
            || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            || !long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var startedAt))
        {
            return false;
        }

        try
        {
            using var process = Process.GetProcessById(id);
            return (process.StartTime.ToUniversalTime() - new DateTime(startedAt, DateTimeKind.Utc)).Duration() > Blur;
        }
        catch (ArgumentException)
        {
            return true;
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception or NotSupportedException)
        {
            // It ended in this moment, or it is somebody else's: its calls are over in their own time.
            return false;
        }
    }

    private static string Make()
    {
        using var own = Process.GetCurrentProcess();
        return string.Format(CultureInfo.InvariantCulture, "{0} {1} {2}", own.Id, own.StartTime.ToUniversalTime().Ticks, Environment.MachineName);
    }
}
