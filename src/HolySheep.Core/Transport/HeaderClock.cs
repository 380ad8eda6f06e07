using System;

namespace HolySheep.Transport;

/// <summary>Reads the moments that headers name: by the server's clock if it is told and can be meant, otherwise by this machine's.</summary>
/// <param name="Server">The response's <c>Date</c>; null if it has none.</param>
/// <param name="Own">The time by this machine's clock.</param>
internal readonly record struct HeaderClock(DateTimeOffset? Server, DateTimeOffset Own)
{
    // A server without a set clock writes a date of another year: nobody asks for a wait of more than a day.
    private static readonly TimeSpan Believable = TimeSpan.FromHours(24);

    /// <summary>The time until a moment; below zero if it has passed.</summary>
    public TimeSpan Until(DateTimeOffset moment) => Server is { } date && (moment - date).Duration() <= Believable ? moment - date : moment - Own;

    /// <summary>The seconds until a moment that is told in seconds since 1970.</summary>
    public double UntilEpoch(double seconds)
    {
        var byServer = seconds - (Server?.ToUnixTimeMilliseconds() / 1000d);
        return byServer is { } left && Math.Abs(left) <= Believable.TotalSeconds ? left : seconds - (Own.ToUnixTimeMilliseconds() / 1000d);
    }
}
