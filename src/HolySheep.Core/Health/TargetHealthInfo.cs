using System;
using HolySheep.Chat;

namespace HolySheep.Health;

/// <summary>How a target, a quota group or a key fares.</summary>
public sealed record TargetHealthInfo
{
    /// <summary><c>PROVIDER/MODEL</c>, <c>group NAME</c>, or <c>key PROVIDER HASH</c>, which tells a provider's keys apart without telling them.</summary>
    public required string Target { get; init; }

    /// <summary>Whose health it is.</summary>
    public required HealthScope Scope { get; init; }

    /// <summary>Whether it may be called.</summary>
    public required CircuitState State { get; init; }

    /// <summary>When it opened, or closed again; null where it has been closed all the time.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Not called before this time, unless nothing else is left; null while it is closed.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Why it opened; null while it is closed.</summary>
    public OutcomeKind? Reason { get; init; }

    /// <summary>True where the provider itself named the time.</summary>
    public bool ByHint { get; init; }

    /// <summary>Counted failures in a row.</summary>
    public int FailuresInARow { get; init; }

    /// <summary>Calls of the last 30 s that this process knows of.</summary>
    public int Calls { get; init; }

    /// <summary>Those of them that failed.</summary>
    public int Failures { get; init; }

    /// <summary>The share of its calls that it takes: 0 while it is open, below 1 for 30 s after its return.</summary>
    public double Share { get; init; }
}
