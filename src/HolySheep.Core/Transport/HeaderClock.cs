using System;

namespace HolySheep.Transport;

/// <summary>Converts times in headers to durations: by the server's clock if it is known and plausible, otherwise by this machine's.</summary>
/// <param name="Server">The response's <c>Date</c>; null if there is none.</param>
/// <param name="Own">The time of this machine's clock.</param>
internal readonly record struct HeaderClock(DateTimeOffset? Server, DateTimeOffset Own)
{
    // A server whose clock is not set sends a date of another year. No server asks for a wait of more than a day.
    private static readonly TimeSpan Believable = TimeSpan.FromHours(24);

    /// <summary>The time until a moment; negative if it has passed.</summary>
    public TimeSpan Until(DateTimeOffset moment) => Server is { } date && (moment - date).Duration() <= Believable ? moment - date : moment - Own;

    /// <summary>The seconds until a moment in seconds since 1970.</summary>
    public double UntilEpoch(double seconds)
    {
        var byServer = seconds - (Server?.ToUnixTimeMilliseconds() / 1000d);
        return byServer is { } left && Math.Abs(left) <= Believable.TotalSeconds ? left : seconds - (Own.ToUnixTimeMilliseconds() / 1000d);
    }
}
