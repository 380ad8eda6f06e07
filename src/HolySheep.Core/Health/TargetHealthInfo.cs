using System;
using HolySheep.Chat;

namespace HolySheep.Health;

/// <summary>The health of a target, a quota group or a key, for display.</summary>
public sealed record TargetHealthInfo
{
    /// <summary><c>PROVIDER/MODEL</c>, <c>group NAME</c>, or <c>key PROVIDER HASH</c>, which distinguishes a provider's keys without revealing them.</summary>
    public required string Target { get; init; }

    /// <summary>What the health belongs to.</summary>
    public required HealthScope Scope { get; init; }

    /// <summary>Whether it may be called.</summary>
    public required CircuitState State { get; init; }

    /// <summary>When it opened, or closed again; null if it was never open.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>The time before which it is not called unless no other target is left; null while it is closed.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Why it opened; null while it is closed.</summary>
    public OutcomeKind? Reason { get; init; }

    /// <summary>True if the provider itself named the time.</summary>
    public bool ByHint { get; init; }

    /// <summary>The number of counted failures in a row.</summary>
    public int FailuresInARow { get; init; }

    /// <summary>The calls of the last 30 s that this process knows about.</summary>
    public int Calls { get; init; }

    /// <summary>The calls of these that failed.</summary>
    public int Failures { get; init; }

    /// <summary>The share of its calls that it takes: 0 while it is open, below 1 for 30 s after its return.</summary>
    public double Share { get; init; }
}
