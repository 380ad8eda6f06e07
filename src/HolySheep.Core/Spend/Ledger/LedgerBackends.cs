using HolySheep.Spend.Ledger.Sqlite;

namespace HolySheep.Spend.Ledger;

/// <summary>Selects where a ledger is kept.</summary>
internal static class LedgerBackends
{
    /// <summary>The ledger of a client. State in memory is booked only if a budget or a session needs it.</summary>
    public static ILedgerBackend Open(LedgerSettings settings) => settings.Folder is not null ? new SqliteLedgerBackend(LedgerFile.In(settings.Folder), settings)
        : settings.KeepsBooks && (settings.LimitsSessions || settings.Budgets.Count > 0) ? new SqliteLedgerBackend(LedgerFile.InMemory, settings)
        : new NoLedger();
}
