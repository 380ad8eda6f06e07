using System;
using System.Collections.Generic;

namespace HolySheep.Spend.Usage;

/// <summary>What the ledger says of a time.</summary>
public sealed record UsageReport
{
    /// <summary>From this time.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>Up to, and without, this time.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>One row a group, by day and then by cost.</summary>
    public required IReadOnlyList<UsageRow> Rows { get; init; }

    /// <summary>All calls of the time, each counted once.</summary>
    public required UsageRow Total { get; init; }
}
