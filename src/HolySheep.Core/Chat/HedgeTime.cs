using System;
using System.Globalization;

namespace HolySheep.Chat;

/// <summary>When a second target is asked because the first is slow.</summary>
public sealed record HedgeTime
{
    private HedgeTime(TimeSpan? time) => Time = time;

    /// <summary>Never.</summary>
    public static HedgeTime Off { get; } = new(TimeSpan.Zero);

    /// <summary>After the time in which the target gave 95 of its last 100 answers; never while too few are known.</summary>
    public static HedgeTime Usual { get; } = new((TimeSpan?)null);

    /// <summary>The time without a first text, or without a whole answer if it is not streamed; zero means never, null the target's usual time.</summary>
    public TimeSpan? Time { get; }

    /// <summary>After a fixed time, at most a day.</summary>
    public static HedgeTime After(TimeSpan time) => new(time);

    /// <summary>Parses seconds, or <c>auto</c> or <c>p95</c> for the target's usual time; null if the text is neither.</summary>
    public static HedgeTime? Parse(string text)
    {
        var trimmed = text.Trim();
        if (trimmed.Equals("auto", StringComparison.OrdinalIgnoreCase) || trimmed.Equals("p95", StringComparison.OrdinalIgnoreCase))
        {
            return Usual;
        }

        return double.TryParse(trimmed, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds <= TimeSpan.FromDays(1).TotalSeconds
            ? After(TimeSpan.FromTicks((long)(seconds * TimeSpan.TicksPerSecond)))
            : null;
    }

    /// <summary>The time as in the configuration.</summary>
    public override string ToString() => Time is { } time ? time.TotalSeconds.ToString(CultureInfo.InvariantCulture) : "auto";
}
