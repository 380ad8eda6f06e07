namespace HolySheep.Spend.Ledger.Sqlite;

/// <summary>Keeps the ledger in <c>ledger.db</c>, or in a database in memory.</summary>
internal sealed class SqliteLedgerBackend : ILedgerBackend
{
    private readonly SqliteLedger? _ledger;

    /// <param name="file">The file, which is opened when it is first needed.</param>
    /// <param name="settings">What the ledger needs to know.</param>
    public SqliteLedgerBackend(ILedgerPlace file, LedgerSettings settings)
    {
        _ledger = settings.KeepsBooks ? new SqliteLedger(file, settings) : null;
        Booking = _ledger ?? (ILedger)new NoLedger();
        Records = new SqliteLedgerRecords(file, () => _ledger?.Opened, settings.TimeProvider);
    }

    public ILedger Booking { get; }

    public ILedgerRecords Records { get; }

    public void Dispose() => Booking.Dispose();
}
