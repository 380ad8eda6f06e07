using System;
using System.Collections.Generic;

namespace HolySheep.Spend.Usage;

/// <summary>The ledger's answer to a question.</summary>
public sealed record UsageReport
{
    /// <summary>The start of the range.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>The exclusive end of the range.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>One row per group, by day and then by cost.</summary>
    public required IReadOnlyList<UsageRow> Rows { get; init; }

    /// <summary>The sum over the range; each call counts once.</summary>
    public required UsageRow Total { get; init; }
}
