using System;
using System.Globalization;

namespace HolySheep.Time;

/// <summary>Ages as users write them: a whole number with a unit, such as <c>90s</c>, <c>30m</c>, <c>12h</c> or <c>1d</c>; <c>off</c> is none.</summary>
public static class AgeText
{
    /// <summary>What is expected, for error messages.</summary>
    public const string Expected = "an age such as '1d', '12h', '30m' or '90s', up to 3650 days, or 'off'";

    private static readonly TimeSpan Most = TimeSpan.FromDays(3650);

    /// <summary>Reads an age; null if the text is not one.</summary>
    public static TimeSpan? Parse(string text)
    {
        text = text.Trim();
        if (string.Equals(text, "off", StringComparison.OrdinalIgnoreCase))
        {
            return TimeSpan.Zero;
        }

        // A time span of PowerShell arrives as its text.
        return text.IndexOf(':') >= 0
            ? TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out var span) && span >= TimeSpan.Zero && span <= Most ? span : null
            : text.Length > 1 && UnitOf(text[text.Length - 1]) is { } unit
                && int.TryParse(text.Substring(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= Most.Ticks / unit.Ticks
            ? TimeSpan.FromTicks(unit.Ticks * count)
            : null;
    }

    /// <summary>An age in the largest unit that gives a whole number.</summary>
    public static string Of(TimeSpan age)
    {
        if (age == TimeSpan.Zero)
        {
            return "off";
        }

        foreach (var unit in "dhms")
        {
            if (age.Ticks % UnitOf(unit)!.Value.Ticks == 0)
            {
                return (age.Ticks / UnitOf(unit)!.Value.Ticks).ToString(CultureInfo.InvariantCulture) + unit;
            }
        }

        return age.ToString("c", CultureInfo.InvariantCulture);
    }

    private static TimeSpan? UnitOf(char unit) => unit switch
    {
        's' => TimeSpan.FromSeconds(1),
        'm' => TimeSpan.FromMinutes(1),
        'h' => TimeSpan.FromHours(1),
        'd' => TimeSpan.FromDays(1),
        _ => null,
    };
}
