using System;
using HolySheep.Spend.Ledger.Sqlite.Import;
using HolySheep.Spend.Ledger.Sqlite.Leases;
using HolySheep.State.Sqlite.Engine;

namespace HolySheep.Spend.Ledger.Sqlite;

/// <summary>Opens the ledger for a client: imports the logs, books what gone processes left open, and registers this process.</summary>
internal static class LedgerOpening
{
    /// <param name="file">The ledger.</param>
    /// <param name="process">The row of this process.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <param name="warn">Receives messages about damage.</param>
    /// <param name="mayWait">Called repeatedly while another process writes; false gives up.</param>
    /// <exception cref="DatabaseException">The ledger cannot be used.</exception>
    public static ISqlDatabase Open(ILedgerPlace file, long process, TimeProvider timeProvider, Action<string> warn, Func<bool>? mayWait)
    {
        var database = file.Open(timeProvider, out var setAside);
        if (setAside is not null)
        {
            warn($"The ledger {file.Name} was damaged. It is kept as '{setAside}', and a new one is created: earlier spending is not in it, and budgets do not count it.");
        }

        var now = timeProvider.GetUtcNow();
        try
        {
            LogRows.WriteAfterImport(
                database,
                file,
                warn,
                session =>
                {
                    ProcessRows.Recover(session, now);
                    LeaseRecovery.Resolve(session, file, now);
                    ProcessRows.Register(session, process, now);
                    return process;
                },
                mayWait);
            return database;
        }
        catch (DatabaseException)
        {
            database.Dispose();
            throw;
        }
    }
}
