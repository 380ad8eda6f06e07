using System;
using HolySheep.Transport;

namespace HolySheep.Limits;

/// <summary>Applies an announced limit to later calls. Pure.</summary>
internal static class QuotaWindowPolicy
{
    private static readonly TimeSpan LongestAssumption = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    /// <summary>The current window; one that ends later than the server announced, before the clock was set back, is dropped.</summary>
    public static QuotaWindow? Believable(QuotaWindow? window, DateTimeOffset now) => window is not null && window.Until > now + window.Span + Look ? null : window;

    /// <summary>The wait before an amount may be used; zero if it may be used at once.</summary>
    /// <param name="window">The current window.</param>
    /// <param name="used">The position of the last call.</param>
    /// <param name="amount">The amount.</param>
    /// <param name="now">The time.</param>
    public static TimeSpan Wait(QuotaWindow? window, long used, long amount, DateTimeOffset now)
    {
        if (window is null || window.Until <= now || used + (window.Limit < amount ? window.Limit.Value : amount) <= window.Ceiling)
        {
            return TimeSpan.Zero;
        }

        // Any answer may correct an assumed limit.
        var rest = window.Until - now;
        return window.Assumed && rest > Look ? Look : rest;
    }

    /// <summary>
    /// The window for a call now. After a reset the limit is assumed to be full and no more, so that waiting calls do not run into the next refusal
    /// together; the next answer gives the true value.
    /// </summary>
    public static QuotaWindow? At(QuotaWindow? window, long used, DateTimeOffset now) =>
        window is not { Limit: { } limit } || window.Until > now
            ? window
            : window with { Ceiling = used + limit, Until = now + Assumption(window), Span = Assumption(window), Assumed = true };

    /// <summary>What is known of a quota after an announcement.</summary>
    public static Quota Learn(Quota quota, QuotaNotice notice) => new(
        new QuotaMark(Math.Max(quota.Used.Requests, notice.Mark.Requests), Math.Max(quota.Used.Tokens, notice.Mark.Tokens)),
        Learn(quota.Requests, notice.Mark.Requests, notice.Reading.Requests, notice.Reading.At, notice.Hint),
        Learn(quota.Tokens, notice.Mark.Tokens, notice.Reading.Tokens, notice.Reading.At, notice.Hint));

    /// <summary>The window after an announcement: calls sent since the announcing call are subtracted, and the announcement of the call sent last applies.</summary>
    /// <param name="window">The window before.</param>
    /// <param name="place">The position of the call that received it.</param>
    /// <param name="level">The announced level; null if there is none.</param>
    /// <param name="at">When it was received.</param>
    /// <param name="hint">The wait that the server named for a refused call; it overrides the reset time.</param>
    public static QuotaWindow? Learn(QuotaWindow? window, long place, QuotaLevel? level, DateTimeOffset at, TimeSpan? hint)
    {
        window = Believable(window, at);
        var known = window is not null && window.Until > at;
        if (level is not { } told || told.Reset <= at || (known && window!.SeenBy > place))
        {
            return window;
        }

        var ceiling = place + told.Remaining;
        if (known && !window!.Assumed && window.SeenBy == place && window.Ceiling < ceiling)
        {
            ceiling = window.Ceiling;
        }

        var until = told.Remaining == 0 && hint is { } wait && at + wait < told.Reset ? at + wait : told.Reset;
        return new QuotaWindow(ceiling, until, told.Reset - at, place, told.Limit ?? window?.Limit, Assumed: false);
    }

    private static TimeSpan Assumption(QuotaWindow window) => window.Span < LongestAssumption ? window.Span : LongestAssumption;
}
