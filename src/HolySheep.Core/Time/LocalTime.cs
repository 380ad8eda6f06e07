using System;
using System.Globalization;
using HolySheep.Errors;

namespace HolySheep.Time;

/// <summary>Converts local days and times to moments, including clock changes. Reports, budgets and queries all use it.</summary>
public static class LocalTime
{
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>The first moment of a local time: the earlier of two if the clock shows it twice, the moment after the gap if the clock skips it.</summary>
    public static DateTimeOffset First(DateTime time, TimeZoneInfo zone)
    {
        // The time zone's own information on ambiguous and invalid times omits years in which a country changes its standard time.
        var asUtc = DateTime.SpecifyKind(time, DateTimeKind.Utc);
        var (before, after) = (asUtc - zone.GetUtcOffset(asUtc - Day), asUtc - zone.GetUtcOffset(asUtc + Day));
        var (first, second) = before < after ? (before, after) : (after, before);
        if (IsShownAt(first))
        {
            return new DateTimeOffset(first);
        }

        if (IsShownAt(second))
        {
            return new DateTimeOffset(second);
        }

        // Gaps end at whole quarters of an hour.
        var end = first.AddTicks(-(first.Ticks % Step.Ticks));
        while (TimeZoneInfo.ConvertTimeFromUtc(end, zone) < time)
        {
            end += Step;
        }

        return new DateTimeOffset(end);

        bool IsShownAt(DateTime moment) => TimeZoneInfo.ConvertTimeFromUtc(moment, zone).Ticks == time.Ticks;
    }

    /// <summary>Reads a day or a time that a user gives, local unless it has an offset; null if the text is neither.</summary>
    /// <param name="text">The text.</param>
    /// <param name="zone">The time zone.</param>
    /// <param name="what">What it is given for, as the subject of an error.</param>
    /// <exception cref="HolySheepException">Its day and month could be swapped.</exception>
    public static DateTimeOffset? Read(string text, TimeZoneInfo zone, string what)
    {
        DayOrder.ThrowIfAmbiguous(text, what);
        return Parse(text, zone);
    }

    /// <summary>Parses a day or a time, local unless it has an offset; null if the text is neither, or if its day and month could be swapped.</summary>
    public static DateTimeOffset? Parse(string text, TimeZoneInfo zone)
    {
        if (DayOrder.IsAmbiguous(text) || !DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var time))
        {
            return null;
        }

        return time.Kind == DateTimeKind.Unspecified ? First(time, zone)
            : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment
            : null;
    }
}
