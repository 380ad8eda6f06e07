using System;
using System.Collections.Generic;
using HolySheep.Spend.Budgets;
using HolySheep.Spend.Usage;

namespace HolySheep.Spend.Report;

/// <summary>All that the page of a time shows, read at once.</summary>
internal sealed record SpendReport
{
    public required DateTimeOffset From { get; init; }

    /// <summary>Up to, and without, this time.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>When it was read.</summary>
    public required DateTimeOffset ReadAt { get; init; }

    /// <summary>The zone whose days count.</summary>
    public required TimeZoneInfo Zone { get; init; }

    /// <summary>The model whose price the same tokens are also reckoned with; null where none is.</summary>
    public string? CompareTo { get; init; }

    public required UsageRow Total { get; init; }

    /// <summary>Days with calls, in order.</summary>
    public IReadOnlyList<UsageRow> ByDay { get; init; } = [];

    public IReadOnlyList<UsageRow> ByModel { get; init; } = [];

    public IReadOnlyList<UsageRow> ByTag { get; init; } = [];

    public IReadOnlyList<UsageRow> ByJob { get; init; } = [];

    public IReadOnlyList<UsageAnomaly> Anomalies { get; init; } = [];

    /// <summary>The budgets as they stand when the report is read.</summary>
    public IReadOnlyList<BudgetStatus> Budgets { get; init; } = [];
}
