using System;
using System.Collections.Generic;
using HolySheep.Errors;
using HolySheep.Spend.Budgets;
using HolySheep.Spend.Ledger;
using HolySheep.Spend.Report;
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

    /// <summary>What is wrong with the ledger, for those who read what it says; null if nothing is known to be. It takes as long as reading the whole ledger.</summary>
    public string? FindLedgerDamage() => Ledger.Check();

    /// <summary>Writes what the ledger and the budgets say of a time as one page of HTML that needs nothing else.</summary>
    /// <param name="path">The file.</param>
    /// <param name="query">The time, and the model to compare with; <see cref="UsageQuery.GroupBy"/> is not looked at.</param>
    /// <param name="replace">True where a file that is there may be replaced.</param>
    /// <returns>The full path of the file.</returns>
    /// <exception cref="HolySheepException">The file is there, or cannot be written; the ledger cannot be read, the time ends before it begins, or the model to compare with has no known price.</exception>
    public string ExportReport(string path, UsageQuery query, bool replace = false)
    {
        ReportFile.ThrowIfThere(path, replace);
        return ReportFile.Write(path, ReportPage.Of(Ledger.Survey(query)), replace);
    }

    /// <summary>Takes settled attempts out of the ledger; budgets keep what was spent in their period.</summary>
    /// <param name="olderThan">Those that began longer ago; null means no limit of age.</param>
    /// <param name="maxBytes">The oldest, until the rest takes no more; null means no limit of size.</param>
    /// <returns>How many were taken out.</returns>
    /// <exception cref="HolySheepException">Neither limit is given, or the ledger cannot be written.</exception>
    public long PruneUsage(TimeSpan? olderThan, long? maxBytes) => Ledger.Prune(olderThan, maxBytes);

    private LedgerReader Ledger => new(_stateFolder is null ? null : LedgerFile.In(_stateFolder), (_ledger as SqliteLedger)?.Opened, _named, _configuration.Catalog, _timeProvider);
}
