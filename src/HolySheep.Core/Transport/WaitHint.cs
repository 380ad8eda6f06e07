using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace HolySheep.Transport;

/// <summary>Reads from headers how long a server asks to wait.</summary>
internal static class WaitHint
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(24);
    private static readonly Regex DurationPart = new(@"\G(\d+(?:\.\d+)?)(ms|h|m|s)", RegexOptions.CultureInvariant);
    private const double FirstEpoch = 1e9;
    private const double FirstEpochInMilliseconds = 1e12;

    /// <summary>The wait, 0 to 24 h; null if no header asks for one.</summary>
    public static TimeSpan? Of(HttpResponseHeaders headers, DateTimeOffset now) =>
        Milliseconds(Value(headers, "retry-after-ms"))
        ?? Milliseconds(Value(headers, "x-ms-retry-after-ms"))
        ?? RetryAfter(Value(headers, "retry-after"), ClockOf(headers, now))
        ?? ResetOfExhausted(headers, ClockOf(headers, now));

    /// <summary>The clocks that a time in headers may refer to: the server's own, from its <c>Date</c>, and this machine's.</summary>
    public static HeaderClock ClockOf(HttpResponseHeaders headers, DateTimeOffset now) => new(headers.Date, now);

    /// <summary>The wait in seconds, including fractions; null if the text is not a number.</summary>
    public static TimeSpan? Seconds(double seconds) => IsFinite(seconds) ? Clamp(seconds) : null;

    /// <summary>Reads a duration such as <c>6m30s</c>, <c>13s</c> or <c>250ms</c>.</summary>
    public static TimeSpan? Duration(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        var seconds = 0d;
        var end = 0;
        for (var part = DurationPart.Match(text); part.Success; part = part.NextMatch())
        {
            var number = double.Parse(part.Groups[1].Value, CultureInfo.InvariantCulture);
            seconds += number * part.Groups[2].Value switch { "h" => 3600, "m" => 60, "s" => 1, _ => 0.001 };
            end = part.Index + part.Length;
        }

        return end == text!.Length ? Clamp(seconds) : null;
    }

    private static TimeSpan? RetryAfter(string? text, HeaderClock clock)
    {
        if (Number(text) is { } seconds)
        {
            return Clamp(seconds);
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)
            ? Clamp(clock.Until(date).TotalSeconds)
            : null;
    }

    /// <summary>A reset counts only if its limit is used up; of several the latest counts.</summary>
    private static TimeSpan? ResetOfExhausted(HttpResponseHeaders headers, HeaderClock clock)
    {
        TimeSpan? latest = null;
        foreach (var header in headers)
        {
            if (header.Key.IndexOf("ratelimit", StringComparison.OrdinalIgnoreCase) < 0 || Segment(header.Key, "reset") is not { } remainingName)
            {
                continue;
            }

            if (Number(Value(headers, remainingName)) == 0 && Reset(header.Value.FirstOrDefault(), clock) is { } wait && (latest is null || wait > latest))
            {
                latest = wait;
            }
        }

        return latest;
    }

    private static string? Segment(string name, string segment)
    {
        var index = name.IndexOf(segment, StringComparison.OrdinalIgnoreCase);
        return index < 0 ? null : name.Substring(0, index) + "remaining" + name.Substring(index + segment.Length);
    }

    /// <summary>The time until a reset: seconds, a duration, an RFC 3339 time, or an epoch; null if the text is none of them.</summary>
    public static TimeSpan? Reset(string? text, HeaderClock clock)
    {
        if (Number(text) is { } number)
        {
            return number switch
            {
                >= FirstEpochInMilliseconds => Clamp(clock.UntilEpoch(number / 1000)),
                >= FirstEpoch => Clamp(clock.UntilEpoch(number)),
                _ => Clamp(number),
            };
        }

        return Duration(text)
            ?? (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? Clamp(clock.Until(time).TotalSeconds) : null);
    }

    private static TimeSpan? Milliseconds(string? text) => Number(text) is { } number ? Clamp(number / 1000) : null;

    /// <summary>A finite number; null if the text is not one.</summary>
    public static double? Number(string? text) =>
        double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && IsFinite(number) ? number : null;

    /// <summary>"NaN" and "Infinity" parse as numbers, but are not times.</summary>
    private static bool IsFinite(double number) => !double.IsNaN(number) && !double.IsInfinity(number);

    private static TimeSpan Clamp(double seconds) => TimeSpan.FromSeconds(Math.Min(Math.Max(seconds, 0), Longest.TotalSeconds));

    /// <summary>The first value of a header; null if it was not sent.</summary>
    public static string? Value(HttpResponseHeaders headers, string name) =>
        headers.TryGetValues(name, out IEnumerable<string>? values) ? values.FirstOrDefault()?.Trim() : null;
}
