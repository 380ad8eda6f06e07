using System;
using System.Collections.Generic;

namespace HolySheep.Spend.Usage;

/// <summary>What is asked of the ledger.</summary>
public sealed record UsageQuery
{
    /// <summary>From this time; null means 30 days before the end.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Up to, and without, this time; null means now.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>By what it is added up; empty means one total.</summary>
    public IReadOnlyList<UsageGroup> GroupBy { get; init; } = [];

    /// <summary>The model whose price the same tokens are also reckoned with; null means none.</summary>
    public string? CompareTo { get; init; }
}
