using System;

namespace HolySheep.Maintenance;

/// <summary>What the processes of one machine hold of one kind.</summary>
public sealed record HeldResource
{
    /// <summary>The machine.</summary>
    public required string Machine { get; init; }

    /// <summary>The kind.</summary>
    public required HeldKind Kind { get; init; }

    /// <summary>What it is held of: the provider's limit or the job; null if there is only one.</summary>
    public string? Name { get; init; }

    /// <summary>The number of things held.</summary>
    public required long Count { get; init; }

    /// <summary>The reserved money in USD; null if no money is held.</summary>
    public decimal? Amount { get; init; }

    /// <summary>When the machine loses it unless it renews it; null if it has no such time.</summary>
    public DateTimeOffset? Until { get; init; }
}
