using System;
using System.Collections.Generic;
using HolySheep.Errors;
using HolySheep.Maintenance;
using HolySheep.Spend.Budgets;
using HolySheep.Spend.History;
using HolySheep.Spend.Report;
using HolySheep.Spend.Usage;

namespace HolySheep;

/// <content>What calls used and cost.</content>
public sealed partial class HolySheepClient
{
    /// <summary>The usage in a time range, from the ledger.</summary>
    /// <exception cref="HolySheepException">The ledger cannot be read, the range ends before it begins, or the model to compare with has no known price.</exception>
    public UsageReport GetUsage(UsageQuery query) => Ledger.Report(query);

    /// <summary>Days and hours in a time range that cost far more than usual, and what grew in them.</summary>
    /// <exception cref="HolySheepException">The ledger cannot be read, or the range ends before it begins.</exception>
    public IReadOnlyList<UsageAnomaly> FindUsageAnomalies(UsageQuery query) => Ledger.FindAnomalies(query);

    /// <summary>The calls in the ledger, the newest first; read while they are enumerated, so that the first few are found at once.</summary>
    /// <exception cref="HolySheepException">The range ends before it begins, or, while the calls are enumerated, the ledger cannot be read.</exception>
    public IEnumerable<RecordedCall> ListCalls(CallQuery query) => History.List(query);

    /// <summary>One call in the ledger.</summary>
    /// <param name="id">Its id, as a result carries it, or a beginning of it that no other call shares.</param>
    /// <exception cref="HolySheepException">No call or several calls have such an id, or the ledger cannot be read.</exception>
    public RecordedCall GetCall(string id) => History.Find(id);

    /// <summary>What a search for words cannot find, for people; null if it finds everything.</summary>
    public string? FindSearchLimit(CallQuery query) => query.Text is null || _resources.Named.Ledger.KeepTexts
        ? null
        : "The configuration does not keep the texts of calls (\"ledger\": { \"keepTexts\": true }), so that only calls are found whose texts were kept earlier.";

    /// <summary>The budgets, and how much of each is spent.</summary>
    /// <exception cref="HolySheepException">The ledger cannot be read.</exception>
    public IReadOnlyList<BudgetStatus> GetBudgets() => Ledger.Budgets();

    /// <summary>The fault of the ledger, for people; null if none is known. Takes as long as reading the whole ledger.</summary>
    public string? FindLedgerDamage() => Ledger.Check();

    /// <summary>Writes the usage in a time range and the budgets as one HTML page without dependencies.</summary>
    /// <param name="path">The file.</param>
    /// <param name="query">The range, and the model to compare with; <see cref="UsageQuery.GroupBy"/> is ignored.</param>
    /// <param name="replace">Whether an existing file may be replaced.</param>
    /// <returns>The full path of the file.</returns>
    /// <exception cref="HolySheepException">The file exists or cannot be written, the ledger cannot be read, the range ends before it begins, or the model to compare with has no known price.</exception>
    public string ExportReport(string path, UsageQuery query, bool replace = false) => ReportFile.Write(path, () => ReportPage.Of(Ledger.Survey(query)), replace);

    /// <summary>Deletes settled attempts from the ledger; budgets keep what was spent in their period.</summary>
    /// <param name="olderThan">The minimum age of deleted attempts; null means no age limit.</param>
    /// <param name="maxBytes">The maximum size of the rest, in bytes; null means no size limit.</param>
    /// <returns>The number of deleted attempts.</returns>
    /// <exception cref="HolySheepException">Neither limit is given, or the ledger cannot be written.</exception>
    public long PruneUsage(TimeSpan? olderThan, long? maxBytes) => Ledger.Prune(olderThan, maxBytes);

    /// <summary>Looks after the place where this client keeps health, limits and money.</summary>
    public StateMaintenance Maintenance => _resources.Maintenance;

    private CallHistory History => new(_resources.LedgerRecords, _resources.Named.Names);

    private LedgerReader Ledger => _resources.LedgerReader;
}
