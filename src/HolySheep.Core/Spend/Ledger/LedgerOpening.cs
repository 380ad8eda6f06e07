using System;
using HolySheep.Spend.Ledger.Log;
using HolySheep.State.Sqlite.Engine;

namespace HolySheep.Spend.Ledger;

/// <summary>Opens the ledger for a client: what logs hold and gone processes left is entered, and this process is.</summary>
internal static class LedgerOpening
{
    /// <param name="file">The ledger.</param>
    /// <param name="process">The row of this process.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <param name="warn">Told of what was damaged.</param>
    /// <param name="mayWait">Asked again and again while another process writes; false gives up.</param>
    /// <exception cref="DatabaseException">It cannot be used.</exception>
    public static Database Open(LedgerFile file, long process, TimeProvider timeProvider, Action<string> warn, Func<bool>? mayWait)
    {
        var database = file.Open(timeProvider, out var setAside);
        if (setAside is not null)
        {
            warn($"The ledger '{file.Path}' was damaged. It is kept as '{setAside}', and a new one is begun: what was spent before is not in it, and budgets do not know of it.");
        }

        var now = timeProvider.GetUtcNow();
        try
        {
            LogFiles.Write(
                database,
                file.Path,
                warn,
                session =>
                {
                    ProcessRows.Recover(session, now);
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
