using System;
using HolySheep.Chat;
using HolySheep.Errors;
using HolySheep.Jobs;
using HolySheep.Maintenance;
using HolySheep.Spend.Ledger;
using HolySheep.State;
using HolySheep.State.Memory;

namespace HolySheep.Sharing;

/// <summary>The database of a front end without the engine for it, as Windows PowerShell 5.1: state is kept in the process, and a call that a budget must stop is refused.</summary>
internal sealed class MissingPlace(TimeProvider timeProvider) : ISharedPlace
{
    private const string Reason = "Windows PowerShell 5.1 cannot use PostgreSQL";
    private const string Remedy = "Use PowerShell 7.4 or later, or the holysheep command";

    public Secret? Password => null;

    public IStateBackend OpenState() => new WarnedStateBackend(new MemoryStateBackend(timeProvider), $"Health, limits, turns and splits are kept in this process and not shared: {Reason}. {Remedy}.");

    public ILedgerBackend OpenLedger(LedgerSettings settings) => new UnusableLedger(settings, $"is in PostgreSQL: {Reason}", Remedy);

    public IStateMaintenance OpenMaintenance(ILedgerRecords records, string? folder) => throw new HolySheepException(ErrorCode.ConfigurationInvalid, Reason + ".", Remedy + ".");

    public IJobStore OpenJobs() => throw new HolySheepException(ErrorCode.ConfigurationInvalid, Reason + ".", Remedy + ".");

    public void Dispose()
    {
    }
}
