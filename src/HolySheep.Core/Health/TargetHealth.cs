using System;
using HolySheep.Chat;

namespace HolySheep.Health;

/// <summary>What is known of how a target, or a quota group, fares. Immutable: <see cref="HealthPolicy"/> makes the next.</summary>
internal sealed record TargetHealth
{
    private static readonly TimeSpan RampStep = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LongestProbe = TimeSpan.FromSeconds(60);

    public static TargetHealth Fine { get; } = new();

    /// <summary>When it opened; null while it is closed.</summary>
    public DateTimeOffset? OpenedAt { get; init; }

    /// <summary>Not before this time; null while it is closed.</summary>
    public DateTimeOffset? OpenUntil { get; init; }

    /// <summary>True where the provider itself named the time.</summary>
    public bool ByHint { get; init; }

    /// <summary>Why it opened.</summary>
    public OutcomeKind? Reason { get; init; }

    /// <summary>Breaks in a row; each doubles the next.</summary>
    public int Breaks { get; init; }

    /// <summary>Counted failures in a row.</summary>
    public int Failures { get; init; }

    /// <summary>When the one probe of a half-open target began; null where none is under way.</summary>
    public DateTimeOffset? ProbeSince { get; init; }

    /// <summary>When it closed again; null where it never opened.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    public CallWindow Window { get; init; } = CallWindow.Empty;

    public CircuitState StateAt(DateTimeOffset now) => OpenUntil switch
    {
        null => CircuitState.Closed,
        { } until when until > now => CircuitState.Open,
        _ => CircuitState.HalfOpen,
    };

    /// <summary>Whether a half-open target's one probe is still to be had; a prober that vanished gives it up after 60 s.</summary>
    public bool ProbeIsFree(DateTimeOffset now) => ProbeSince is not { } since || now - since > LongestProbe;

    /// <summary>The share of its calls that a target takes after its return: a quarter, a half, all, over 30 s.</summary>
    public double ShareAt(DateTimeOffset now) => ClosedAt is not { } closed ? 1
        : now - closed < RampStep ? 0.25
        : now - closed < RampStep + RampStep ? 0.5
        : 1;
}
