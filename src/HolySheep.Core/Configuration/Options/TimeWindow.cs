using System;
using System.Globalization;

namespace HolySheep.Configuration.Options;

/// <summary>A part of every day: from its start up to its end, across midnight if the end is earlier than the start.</summary>
/// <param name="Start">The inclusive start, from midnight.</param>
/// <param name="End">The exclusive end, from midnight; up to 24 hours.</param>
/// <param name="Zone">The time zone; null means the machine's.</param>
public sealed record TimeWindow(TimeSpan Start, TimeSpan End, TimeZoneInfo? Zone = null)
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>Whether the window contains a moment.</summary>
    /// <param name="moment">The moment.</param>
    /// <param name="local">The machine's time zone.</param>
    public bool Contains(DateTimeOffset moment, TimeZoneInfo local)
    {
        var time = TimeZoneInfo.ConvertTime(moment, Zone ?? local).TimeOfDay;
        return Start < End ? time >= Start && time < End : time >= Start || time < End;
    }

    /// <summary>Parses a window such as <c>22:00-06:00</c>; null if the text is not valid.</summary>
    internal static TimeWindow? Parse(string text, TimeZoneInfo? zone)
    {
        var dash = text.IndexOf('-');
        return dash > 0 && Time(text.Substring(0, dash)) is { } start && Time(text.Substring(dash + 1)) is { } end && start < Day && start != end && end - start != Day
            ? new TimeWindow(start, end, zone)
            : null;
    }

    /// <summary>The window as text: <c>22:00-06:00</c>.</summary>
    public override string ToString() => Text(Start) + "-" + Text(End);

    private static TimeSpan? Time(string text) => text.Trim() switch
    {
        "24:00" => Day,
        var time => TimeSpan.TryParseExact(time, [@"h\:mm", @"hh\:mm"], CultureInfo.InvariantCulture, out var value) ? value : null,
    };

    private static string Text(TimeSpan time) => FormattableString.Invariant($"{(int)time.TotalHours:00}:{time.Minutes:00}");
}
