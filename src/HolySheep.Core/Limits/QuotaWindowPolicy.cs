using System;
using HolySheep.Transport;

namespace HolySheep.Limits;

/// <summary>What a server's word on its limit means for the calls after it. Pure.</summary>
internal static class QuotaWindowPolicy
{
    private static readonly TimeSpan LongestAssumption = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    /// <summary>The window that counts now: one that ends later than its server named was told before the clock was set back, and counts as none.</summary>
    public static QuotaWindow? Believable(QuotaWindow? window, DateTimeOffset now) => window is not null && window.Until > now + window.Span + Look ? null : window;

    /// <summary>The wait before an amount may be used; zero where it may be at once.</summary>
    /// <param name="window">The window at this time.</param>
    /// <param name="used">The place of the last call in the row.</param>
    /// <param name="amount">How much is to be used.</param>
    /// <param name="now">The time.</param>
    public static TimeSpan Wait(QuotaWindow? window, long used, long amount, DateTimeOffset now)
    {
        if (window is null || window.Until <= now || used + (window.Limit < amount ? window.Limit.Value : amount) <= window.Ceiling)
        {
            return TimeSpan.Zero;
        }

        // What is only assumed may be corrected by any answer that comes.
        var rest = window.Until - now;
        return window.Assumed && rest > Look ? Look : rest;
    }

    /// <summary>
    /// The window for a call now: after a reset the limit is taken to be whole again and no more, so that all who waited do not run into the next refusal
    /// together; the next answer tells the truth.
    /// </summary>
    public static QuotaWindow? At(QuotaWindow? window, long used, DateTimeOffset now) =>
        window is not { Limit: { } limit } || window.Until > now
            ? window
            : window with { Ceiling = used + limit, Until = now + Assumption(window), Span = Assumption(window), Assumed = true };

    /// <summary>The window after a server's word; what was sent since that call is counted off, and the word of the call sent last holds.</summary>
    /// <param name="window">The window before.</param>
    /// <param name="place">The place of the call that was told.</param>
    /// <param name="level">What it was told; null where nothing.</param>
    /// <param name="at">When it was told.</param>
    /// <param name="hint">The wait that the server named for a refused call: it knows better than the time of reset.</param>
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
