using System;
using System.Globalization;
using System.Linq;
using HolySheep.Errors;
using HolySheep.Time;

namespace HolySheep.Csv;

/// <summary>Reads the deadline of a job.</summary>
public static class JobDeadline
{
    private static readonly string[] TimesOfDay = ["H:mm", "HH:mm", "H:mm:ss", "HH:mm:ss"];

    /// <summary>Reads a time of day, which means its next occurrence, or a date and time. Both are local unless an offset is given.</summary>
    /// <exception cref="HolySheepException">It is neither, or it has passed.</exception>
    public static DateTimeOffset Parse(string text, TimeProvider clock)
    {
        var now = TimeZoneInfo.ConvertTime(clock.GetUtcNow(), clock.LocalTimeZone);
        if (DateTime.TryParseExact(text.Trim(), TimesOfDay, CultureInfo.InvariantCulture, DateTimeStyles.NoCurrentDateDefault, out var time))
        {
            var today = Local(now.Date + time.TimeOfDay, clock.LocalTimeZone);
            return today > now ? today : Local(now.Date.AddDays(1) + time.TimeOfDay, clock.LocalTimeZone);
        }

        var date = ReadDate(text);
        var deadline = date.Kind switch
        {
            DateTimeKind.Utc => new DateTimeOffset(date),
            DateTimeKind.Local => new DateTimeOffset(date.ToUniversalTime(), TimeSpan.Zero),
            _ => Local(date, clock.LocalTimeZone),
        };
        return deadline > now
            ? deadline
            : throw new HolySheepException(ErrorCode.ArgumentInvalid, FormattableString.Invariant($"The deadline '{text}' has passed: it is {now:yyyy-MM-dd HH:mm zzz}."), "Give a time in the future.");
    }

    // A date that begins with its year is unambiguous. Any other date is read in the user's culture, unless the invariant culture reads it as another date,
    // or day and month could be swapped: a process may not have its user's culture.
    private static DateTime ReadDate(string text)
    {
        const string Hint = "Give a time of day such as 06:00, which means the next 06:00, or a date and time such as 2026-01-31T06:00.";
        if (Read(text, CultureInfo.InvariantCulture) is var common && common is not null && IsYearFirst(text))
        {
            return common.Value;
        }

        var own = Read(text, CultureInfo.CurrentCulture);
        DayOrder.ThrowIfAmbiguous(text, "The deadline", Hint);
        return common is not null && own is not null && common != own
            ? throw new HolySheepException(
                ErrorCode.ArgumentInvalid, FormattableString.Invariant($"The deadline '{text}' is ambiguous: {own:yyyy-MM-dd HH:mm} in the culture {CultureInfo.CurrentCulture.Name}, {common:yyyy-MM-dd HH:mm} in the culture of programs."), Hint)
            : own ?? common ?? throw new HolySheepException(ErrorCode.ArgumentInvalid, $"The deadline '{text}' is not a time.", Hint);
    }

    private static bool IsYearFirst(string text)
    {
        var date = text.TrimStart();
        return date.Length > 4 && date.Substring(0, 4).All(digit => digit is >= '0' and <= '9') && date[4] == '-';
    }

    private static DateTime? Read(string text, CultureInfo culture) => DateTime.TryParse(text, culture, DateTimeStyles.RoundtripKind, out var time) ? time : null;

    // A time that the clocks skip in spring is moved forward by the skipped hour.
    private static DateTimeOffset Local(DateTime time, TimeZoneInfo zone)
    {
        var real = zone.IsInvalidTime(time) ? time.AddHours(1) : time;
        return new DateTimeOffset(real, zone.GetUtcOffset(real));
    }
}
