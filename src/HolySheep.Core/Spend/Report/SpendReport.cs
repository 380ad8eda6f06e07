using System;
using System.Collections.Generic;
using HolySheep.Spend.Budgets;
using HolySheep.Spend.Usage;

namespace HolySheep.Spend.Report;

/// <summary>The data of the report page, read at once.</summary>
internal sealed record SpendReport
{
    public required DateTimeOffset From { get; init; }

    /// <summary>The exclusive end.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>When it was read.</summary>
    public required DateTimeOffset ReadAt { get; init; }

    /// <summary>The time zone of the days.</summary>
    public required TimeZoneInfo Zone { get; init; }

    /// <summary>The model that costs are compared with; null means none.</summary>
    public string? CompareTo { get; init; }

    public required UsageRow Total { get; init; }

    /// <summary>Days with calls, in order.</summary>
    public IReadOnlyList<UsageRow> ByDay { get; init; } = [];

    public IReadOnlyList<UsageRow> ByModel { get; init; } = [];

    public IReadOnlyList<UsageRow> ByTag { get; init; } = [];

    public IReadOnlyList<UsageRow> ByJob { get; init; } = [];

    public IReadOnlyList<UsageRow> ByMachine { get; init; } = [];

    public IReadOnlyList<UsageAnomaly> Anomalies { get; init; } = [];

    /// <summary>The budgets at the time of the report.</summary>
    public IReadOnlyList<BudgetStatus> Budgets { get; init; } = [];
}
