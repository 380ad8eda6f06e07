using System;
using HolySheep.Chat;

namespace HolySheep.Health;

/// <summary>The health of a target or a quota group. Immutable; <see cref="HealthPolicy"/> creates the next.</summary>
internal sealed record TargetHealth
{
    private static readonly TimeSpan RampStep = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LongestProbe = TimeSpan.FromSeconds(60);

    public static TargetHealth Fine { get; } = new();

    /// <summary>When it opened; null while it is closed.</summary>
    public DateTimeOffset? OpenedAt { get; init; }

    /// <summary>The time before which it may not be called; null while it is closed.</summary>
    public DateTimeOffset? OpenUntil { get; init; }

    /// <summary>True if the provider itself named the time.</summary>
    public bool ByHint { get; init; }

    /// <summary>Why it opened.</summary>
    public OutcomeKind? Reason { get; init; }

    /// <summary>The number of breaks in a row; each doubles the next.</summary>
    public int Breaks { get; init; }

    /// <summary>The number of counted failures in a row.</summary>
    public int Failures { get; init; }

    /// <summary>When the one probe of a half-open target began; null if none is under way.</summary>
    public DateTimeOffset? ProbeSince { get; init; }

    /// <summary>When it closed again; null if it was never open.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    public CallWindow Window { get; init; } = CallWindow.Empty;

    /// <summary>The worse of two healths that a call meets together: the later return, and of two that have returned the later one.</summary>
    public static TargetHealth Worse(TargetHealth one, TargetHealth other)
    {
        if (one.OpenUntil is null && other.OpenUntil is null)
        {
            return one.ClosedAt is null || other.ClosedAt > one.ClosedAt ? other : one;
        }

        return one.OpenUntil is null || other.OpenUntil > one.OpenUntil ? other : one;
    }

    public CircuitState StateAt(DateTimeOffset now) => OpenUntil switch
    {
        null => CircuitState.Closed,
        { } until when until > now => CircuitState.Open,
        _ => CircuitState.HalfOpen,
    };

    /// <summary>Whether the one probe of a half-open target is free; a probe without a result is free again after 60 s.</summary>
    public bool ProbeIsFree(DateTimeOffset now) => ProbeSince is not { } since || now - since > LongestProbe;

    /// <summary>The share of its calls that a target takes after its return: a quarter, half, all, over 30 s.</summary>
    public double ShareAt(DateTimeOffset now) => ClosedAt is not { } closed ? 1
        : now - closed < RampStep ? 0.25
        : now - closed < RampStep + RampStep ? 0.5
        : 1;
}
