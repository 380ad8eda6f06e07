using System;
using HolySheep.Health;

namespace HolySheep.PowerShell.Results;

/// <summary>How a target, a quota group or a key fares.</summary>
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

    /// <summary><c>PROVIDER/MODEL</c>, <c>group NAME</c>, or <c>key PROVIDER HASH</c>, which tells a provider's keys apart without telling them.</summary>
    public string Target { get; }

    /// <summary><c>Target</c>, <c>QuotaGroup</c> or <c>Key</c>.</summary>
    public string Scope { get; }

    /// <summary><c>Closed</c> where it may be called, <c>Open</c> where not before its time, <c>HalfOpen</c> where one call may find out.</summary>
    public string State { get; }

    /// <summary>When it opened, or closed again; null where it has been closed all the time.</summary>
    public DateTimeOffset? Since { get; }

    /// <summary>Not called before this time, unless nothing else is left; null while it is closed.</summary>
    public DateTimeOffset? Until { get; }

    /// <summary>The kind of failure that opened it, null while it is closed.</summary>
    public string? Reason { get; }

    /// <summary>True where the provider itself named the time.</summary>
    public bool ByHint { get; }

    /// <summary>Counted failures in a row.</summary>
    public int FailuresInARow { get; }

    /// <summary>Calls of the last 30 s that this process knows of.</summary>
    public int Calls { get; }

    /// <summary>Those of them that failed.</summary>
    public int Failures { get; }

    /// <summary>The share of its calls that it takes: 0 while it is open, below 1 for 30 s after its return.</summary>
    public double Share { get; }

    /// <summary>The target and its state.</summary>
    public override string ToString() => $"{Target}: {State}";
}
