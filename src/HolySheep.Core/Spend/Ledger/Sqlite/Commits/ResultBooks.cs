using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using HolySheep.Spend.Ledger.Alerts;
using HolySheep.State.Sqlite.Engine;

namespace HolySheep.Spend.Ledger.Sqlite.Commits;

/// <summary>Books results that no attempt of this process waits for: reused answers, and rows of batches that cannot be logged.</summary>
/// <param name="parts">What the parts of the ledger share.</param>
/// <param name="commits">Writes to the ledger.</param>
/// <param name="alerts">Tells of alerts.</param>
/// <param name="warnings">Gives each warning once.</param>
internal sealed class ResultBooks(LedgerParts parts, GroupCommit commits, LedgerAlerts alerts, OnceWarnings warnings)
{
    /// <inheritdoc cref="ILedger.SettleBatchAsync"/>
    public async Task<IReadOnlyList<string>> SettleBatchAsync(AttemptBooks books, LedgerEntry entry, LedgerSettlement settlement, LedgerWait? wait)
    {
        try
        {
            var due = await commits.RunAsync(session => books.SettleBatch(session, entry, settlement), wait, alerts.TellLater).ConfigureAwait(false);
            return await alerts.TellAsync(due, wait).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is DatabaseException or OperationCanceledException)
        {
            // If the caller only waits no longer, it is written once the file is free.
            exception = exception as DatabaseException ?? parts.Place.Fault(DatabaseFault.Locked);
            return warnings.Once($"The ledger could not be written ({exception.Message}): the cost of rows in batches stays an estimate or is not recorded.");
        }
    }

    /// <inheritdoc cref="ILedger.RecordReusedAsync"/>
    public async Task<IReadOnlyList<string>> RecordReusedAsync(IReadOnlyList<ReusedAnswers> answers)
    {
        try
        {
            return await commits.RunAsync<IReadOnlyList<string>>(session =>
            {
                ReusedRows.Write(session, answers, parts.Writer, parts.Process);
                return [];
            }).ConfigureAwait(false);
        }
        catch (DatabaseException exception)
        {
            return answers.Count == 0 ? [] : warnings.Once($"The ledger could not be written ({exception.Message}): the savings of reused answers are not recorded.");
        }
    }
}
