using System;

namespace HolySheep.Spend.Ledger;

/// <summary>A place where a ledger is kept: one implementation for each engine.</summary>
internal interface ILedgerBackend : IDisposable
{
    /// <summary>The booking side, on the path of every call.</summary>
    ILedger Booking { get; }

    /// <summary>The reading side.</summary>
    ILedgerRecords Records { get; }
}
