using System;
using System.Collections.Generic;
using HolySheep.Errors;
using HolySheep.Spend.Budgets;
using HolySheep.Spend.Ledger;
using HolySheep.Spend.Usage;

namespace HolySheep;

/// <content>What calls used and cost.</content>
public sealed partial class HolySheepClient
{
    /// <summary>What the ledger says of a time, added up.</summary>
    /// <exception cref="HolySheepException">The ledger cannot be read, the time ends before it begins, or the model to compare with has no known price.</exception>
    public UsageReport GetUsage(UsageQuery query) => Ledger.Report(query);

    /// <summary>Days and hours of a time that cost far more than their own past, and what grew in them.</summary>
    /// <exception cref="HolySheepException">The ledger cannot be read, or the time ends before it begins.</exception>
    public IReadOnlyList<UsageAnomaly> FindUsageAnomalies(UsageQuery query) => Ledger.FindAnomalies(query);

    /// <summary>The budgets, and how much of each is spent.</summary>
    /// <exception cref="HolySheepException">The ledger cannot be read.</exception>
    public IReadOnlyList<BudgetStatus> GetBudgets() => Ledger.Budgets();

    /// <summary>Takes settled attempts out of the ledger; budgets keep what was spent in their period.</summary>
    /// <param name="olderThan">Those that began longer ago; null means no limit of age.</param>
    /// <param name="maxBytes">The oldest, until the rest takes no more; null means no limit of size.</param>
    /// <returns>How many were taken out.</returns>
    /// <exception cref="HolySheepException">Neither limit is given, or the ledger cannot be written.</exception>
    public long PruneUsage(TimeSpan? olderThan, long? maxBytes) => Ledger.Prune(olderThan, maxBytes);

    private LedgerReader Ledger => new(_stateFolder is null ? null : LedgerFile.In(_stateFolder), (_ledger as SqliteLedger)?.Opened, _named, _configuration.Catalog, _timeProvider);
}
