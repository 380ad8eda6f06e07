using System;
using System.Collections.Concurrent;
using System.Globalization;
using HolySheep.Planning;

namespace HolySheep.Calls.Recording;

/// <summary>Warns of models that their vendor retires soon or has retired, each once.</summary>
internal sealed class RetirementNotices
{
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(30);
    private readonly ConcurrentDictionary<string, bool> _told = new(StringComparer.Ordinal);

    /// <summary>The instance of the process: a target is named once, however many clients there are.</summary>
    public static RetirementNotices OfProcess { get; } = new();

    /// <summary>The warning about a target; null if its model goes on for more than 30 days, and from the second time on.</summary>
    public string? Tell(RouteCandidate candidate, DateTimeOffset now) => Text(candidate, now) is { } text && _told.TryAdd(candidate.Target, true) ? text : null;

    /// <summary>What is to be said of a target; null if its model goes on for more than 30 days.</summary>
    public static string? Text(RouteCandidate candidate, DateTimeOffset now)
    {
        if (candidate.Retires is not { } retires || !DateTimeOffset.TryParseExact(retires.Date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var day) || day - now > Ahead)
        {
            return null;
        }

        var successor = retires.Successor is null ? "" : $" It recommends {retires.Successor} instead.";
        return now < day
            ? $"{retires.Vendor} stops serving {candidate.Model} on {retires.Date}.{successor}"
            : $"{retires.Vendor} stopped serving {candidate.Model} on {retires.Date}: calls may fail, or another model may answer.{successor}";
    }
}
