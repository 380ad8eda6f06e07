using System;
using HolySheep.Chat;
using HolySheep.Spend.Ledger;
using HolySheep.State;

namespace HolySheep.Sharing;

/// <summary>A database that machines share. Opened by the first call; disposed after what was opened in it.</summary>
internal interface ISharedPlace : IDisposable
{
    /// <summary>The password of the connection, which no text may show; null if it has none.</summary>
    Secret? Password { get; }

    /// <summary>Opens the state of a client.</summary>
    IStateBackend OpenState();

    /// <summary>Opens the ledger of a client.</summary>
    ILedgerBackend OpenLedger(LedgerSettings settings);
}
