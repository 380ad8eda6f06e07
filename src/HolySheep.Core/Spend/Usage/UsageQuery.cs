using System;
using System.Collections.Generic;

namespace HolySheep.Spend.Usage;

/// <summary>A question to the ledger.</summary>
public sealed record UsageQuery
{
    /// <summary>The start of the range; null means 30 days before the end.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>The exclusive end of the range; null means now.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>The grouping; empty means one total.</summary>
    public IReadOnlyList<UsageGroup> GroupBy { get; init; } = [];

    /// <summary>The model that costs are compared with; null means none.</summary>
    public string? CompareTo { get; init; }
}
