using System;
using HolySheep.Chat;
using HolySheep.Configuration.Options;
using HolySheep.Failures;

namespace HolySheep.Health;

/// <summary>The circuit breaker: what a call's outcome does to a target's health (closed, open, half-open). Pure.</summary>
internal static class HealthPolicy
{
    private const int FailuresInARow = 5;
    private const int CallsForShare = 10;
    private static readonly TimeSpan ShortBreak = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongBreak = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan LongestHint = TimeSpan.FromHours(24);
    private static readonly TimeSpan ClockDrift = TimeSpan.FromMinutes(1);

    /// <summary>Whether a kind of failure counts against the target.</summary>
    public static bool Counts(OutcomeKind kind) => kind is OutcomeKind.Transient or OutcomeKind.Silent or OutcomeKind.Malformed or OutcomeKind.Cut;

    /// <summary>Whether one request alone may cause this kind of failure, such as a prompt whose answer cannot be read. One such request never opens a target's circuit.</summary>
    public static bool MayBeOfOneRequest(OutcomeKind kind) => kind is OutcomeKind.Malformed or OutcomeKind.Cut;

    /// <summary>The health without impossible times, as after a clock was set back: a target that would stay open longer than any rule allows may be probed.</summary>
    public static TargetHealth Believable(TargetHealth health, DateTimeOffset now, HealthOptions options)
    {
        var latest = now + ClockDrift;
        if (health.OpenedAt > latest || health.OpenUntil > now + LongestHint + options.MaxBreak)
        {
            // Far in the past, so that the next answer counts.
            health = health with { OpenedAt = now - LongestHint, OpenUntil = now };
        }

        return health.ProbeSince > latest || health.ClosedAt > latest
            ? health with { ProbeSince = health.ProbeSince > latest ? null : health.ProbeSince, ClosedAt = health.ClosedAt > latest ? null : health.ClosedAt }
            : health;
    }

    /// <summary>The health after a call that the target answered, even if it rejected the request.</summary>
    public static TargetHealth AfterAnswer(TargetHealth health, DateTimeOffset begunAt, DateTimeOffset now)
    {
        if (health.OpenedAt > begunAt)
        {
            return health;
        }

        // Calls before the break say nothing about a target that has come back.
        return health.OpenUntil is null
            ? health with { Failures = 0, Window = health.Window.Add(failed: false, now) }
            : new TargetHealth { ClosedAt = now };
    }

    /// <summary>The health after a failed call.</summary>
    /// <param name="health">The health before it.</param>
    /// <param name="kind">The kind of failure.</param>
    /// <param name="failure">The failure.</param>
    /// <param name="begunAt">When the call began.</param>
    /// <param name="now">The time.</param>
    /// <param name="options">The lengths of breaks.</param>
    /// <param name="ofRequest">The number of counted failures in the same request, including this one.</param>
    public static TargetHealth AfterFailure(
        TargetHealth health, OutcomeKind kind, Failure failure, DateTimeOffset begunAt, DateTimeOffset now, HealthOptions options, int ofRequest = 0)
    {
        var hint = kind == OutcomeKind.Throttled ? failure.WaitHint : null;
        if (health.OpenedAt > begunAt)
        {
            // The call began before the circuit opened and adds nothing new, but of two named times the later one applies.
            return hint is { } later && now + later > health.OpenUntil ? health with { OpenUntil = now + later, ByHint = true } : health;
        }

        if (!Counts(kind))
        {
            return BreakOf(kind, failure, options) is { } time ? Open(health, kind, now, time, hint is not null) : health with { ProbeSince = null };
        }

        var counted = health with { Failures = health.Failures + 1, Window = health.Window.Add(failed: true, now) };
        return counted.OpenUntil is not null || IsTooMuch(counted, now, MayBeOfOneRequest(kind) ? ofRequest : 0)
            ? Open(counted with { Breaks = counted.Breaks + 1 }, kind, now, Doubled(options, counted.Breaks), byHint: false)
            : counted;
    }

    /// <summary>The health while its one probe is under way.</summary>
    public static TargetHealth AfterProbeBegan(TargetHealth health, DateTimeOffset now) => health with { ProbeSince = now };

    /// <summary>The health after its probe ended without a result, for example because the caller cancelled.</summary>
    public static TargetHealth AfterProbeGaveUp(TargetHealth health) => health with { ProbeSince = null };

    /// <summary>How long a failure opens the circuit at once; null if it says nothing about the target.</summary>
    private static TimeSpan? BreakOf(OutcomeKind kind, Failure failure, HealthOptions options) => kind switch
    {
        OutcomeKind.Throttled => failure.WaitHint ?? ShortBreak,
        OutcomeKind.OutOfMoney => LongBreak,

        // An unknown parameter says nothing about the next request.
        OutcomeKind.Unfit when failure.Signal is not FailureSignal.ParameterUnknown => options.Break,
        _ => null,
    };

    /// <param name="health">The health, with the failure counted.</param>
    /// <param name="now">The time.</param>
    /// <param name="ofRequest">The number of failures that are not enough by themselves.</param>
    private static bool IsTooMuch(TargetHealth health, DateTimeOffset now, int ofRequest)
    {
        var (calls, failures) = health.Window.Count(now);
        return (health.Failures >= FailuresInARow && health.Failures > ofRequest)
            || (calls >= CallsForShare && failures * 2 > calls && failures > ofRequest);
    }

    private static TargetHealth Open(TargetHealth health, OutcomeKind reason, DateTimeOffset now, TimeSpan time, bool byHint) => health with
    {
        OpenedAt = now,
        OpenUntil = now + time > health.OpenUntil || health.OpenUntil is null ? now + time : health.OpenUntil,
        ByHint = byHint,
        Reason = reason,
        ProbeSince = null,
    };

    private static TimeSpan Doubled(HealthOptions options, int breaks)
    {
        var seconds = options.Break.TotalSeconds * Math.Pow(2, Math.Min(breaks, 16));
        return TimeSpan.FromSeconds(Math.Min(seconds, options.MaxBreak.TotalSeconds));
    }
}
