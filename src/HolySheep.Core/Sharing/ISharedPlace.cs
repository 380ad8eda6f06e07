using System;
using HolySheep.Chat;
using HolySheep.Jobs;
using HolySheep.Maintenance;
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

    /// <summary>Opens the jobs that machines share.</summary>
    /// <exception cref="Errors.HolySheepException">This front end cannot use the database.</exception>
    IJobStore OpenJobs();

    /// <summary>Opens what looks after the database.</summary>
    /// <param name="records">What its ledger holds.</param>
    /// <param name="folder">The state folder of this machine; null means none.</param>
    IStateMaintenance OpenMaintenance(ILedgerRecords records, string? folder);
}
