using System;
using HolySheep.Health;

namespace HolySheep.PowerShell.Results;

/// <summary>The health of a target, a quota group or a key.</summary>
public sealed class HolySheepHealth
{
    internal HolySheepHealth(TargetHealthInfo health)
    {
        Target = health.Target;
        Scope = health.Scope.ToString();
        State = health.State.ToString();
        Since = health.Since;
        Until = health.Until;
        Reason = health.Reason?.ToString();
        ByHint = health.ByHint;
        FailuresInARow = health.FailuresInARow;
        Calls = health.Calls;
        Failures = health.Failures;
        Share = health.Share;
    }

    /// <summary><c>PROVIDER/MODEL</c>, <c>group NAME</c>, or <c>key PROVIDER HASH</c>, which distinguishes a provider's keys without revealing them.</summary>
    public string Target { get; }

    /// <summary><c>Target</c>, <c>QuotaGroup</c> or <c>Key</c>.</summary>
    public string Scope { get; }

    /// <summary><c>Closed</c> if it may be called, <c>Open</c> if it may not before its time, <c>HalfOpen</c> if one call may probe it.</summary>
    public string State { get; }

    /// <summary>When it opened, or closed again; null if it was never open.</summary>
    public DateTimeOffset? Since { get; }

    /// <summary>The time before which it is not called unless no other target is left; null while it is closed.</summary>
    public DateTimeOffset? Until { get; }

    /// <summary>The kind of failure that opened it; null while it is closed.</summary>
    public string? Reason { get; }

    /// <summary>True if the provider itself named the time.</summary>
    public bool ByHint { get; }

    /// <summary>The number of counted failures in a row.</summary>
    public int FailuresInARow { get; }

    /// <summary>The calls of the last 30 s that this process knows about.</summary>
    public int Calls { get; }

    /// <summary>The calls of these that failed.</summary>
    public int Failures { get; }

    /// <summary>The share of its calls that it takes: 0 while it is open, below 1 for 30 s after its return.</summary>
    public double Share { get; }

    /// <summary>The target and its state.</summary>
    public override string ToString() => $"{Target}: {State}";
}
