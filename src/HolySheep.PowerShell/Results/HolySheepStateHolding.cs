using System;
using HolySheep.Maintenance;

namespace HolySheep.PowerShell.Results;

/// <summary>What the processes of a machine hold of one kind.</summary>
public sealed class HolySheepStateHolding
{
    internal HolySheepStateHolding(HeldResource held) =>
        (Machine, Kind, Name, Count, Amount, Until) = (held.Machine, held.Kind.ToString(), held.Name, held.Count, held.Amount, held.Until);

    /// <summary>The machine.</summary>
    public string Machine { get; }

    /// <summary><c>Calls</c> that are booked with their estimated cost, <c>Leases</c> of money from budgets, <c>Places</c> under the limits of providers, or <c>Rows</c> of shared jobs.</summary>
    public string Kind { get; }

    /// <summary>The limit or the job; null if there is only one.</summary>
    public string? Name { get; }

    /// <summary>The number of things held.</summary>
    public long Count { get; }

    /// <summary>The reserved money in USD; null if no money is held.</summary>
    public decimal? Amount { get; }

    /// <summary>When the machine loses it unless it renews it; null if it is held until it is released, or for a day.</summary>
    public DateTimeOffset? Until { get; }

    /// <summary>The machine and what it holds.</summary>
    public override string ToString() => $"{Machine}: {Count} {Kind}";
}
