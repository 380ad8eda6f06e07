using HolySheep.Sharing;
using HolySheep.Spend.Ledger;

namespace HolySheep.Postgres;

/// <summary>The ledger of a database, and the database with it.</summary>
internal sealed class OpenedLedger(ISharedPlace place, LedgerSettings settings) : ILedgerBackend
{
    private readonly ILedgerBackend _ledger = place.OpenLedger(settings);

    public ILedger Booking => _ledger.Booking;

    public ILedgerRecords Records => _ledger.Records;

    public void Dispose()
    {
        _ledger.Dispose();
        place.Dispose();
    }
}
