using System;
using HolySheep.Chat;
using HolySheep.Jobs;
using HolySheep.Maintenance;
using HolySheep.Postgres.Connections;
using HolySheep.Postgres.Jobs;
using HolySheep.Postgres.Ledger;
using HolySheep.Postgres.Maintenance;
using HolySheep.Postgres.State;
using HolySheep.Sharing;
using HolySheep.Spend.Ledger;
using HolySheep.Spend.Ledger.Sqlite;
using HolySheep.State;

namespace HolySheep.Postgres;

/// <summary>One database, as a client uses it: its state and its ledger share the connections.</summary>
internal sealed class PostgresPlace : ISharedPlace
{
    private readonly TimeProvider _timeProvider;
    private readonly PostgresLimits _limits;
    private readonly ConnectionText _connection;
    private PostgresLedgerPlace? _ledger;
    private PostgresLedgerPlace? _maintained;

    public PostgresPlace(ConnectionText connection, PostgresLimits limits, TimeProvider timeProvider)
    {
        (_connection, _limits, _timeProvider) = (connection, limits, timeProvider);
        Password = connection.Password;
        Database = new PostgresDatabase(connection, limits, timeProvider);
    }

    public Secret? Password { get; }

    public PostgresDatabase Database { get; }

    public IStateBackend OpenState() => new PostgresStateBackend(Database, _limits, _timeProvider);

    public ILedgerBackend OpenLedger(LedgerSettings settings)
    {
        _ledger = new PostgresLedgerPlace(_connection, _limits, settings.Folder, _timeProvider);
        return new SqliteLedgerBackend(_ledger, settings);
    }

    public IStateMaintenance OpenMaintenance(ILedgerRecords records, string? folder) =>
        new PostgresMaintenance(_maintained ??= new PostgresLedgerPlace(_connection, _limits, folder, _timeProvider), records, _limits, _timeProvider);

    public IJobStore OpenJobs()
    {
        // Work on a job goes on while the database is too slow for calls.
        var patient = _limits with { Statement = _limits.Work };
        return new PostgresJobStore(new PostgresDatabase(_connection, patient, _timeProvider), _limits.JobLease);
    }

    public void Dispose()
    {
        _ledger?.Dispose();
        _maintained?.Dispose();
        Database.Dispose();
    }
}
