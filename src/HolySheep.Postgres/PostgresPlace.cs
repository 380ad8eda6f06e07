using System;
using HolySheep.Chat;
using HolySheep.Postgres.Connections;
using HolySheep.Postgres.Ledger;
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

    public void Dispose()
    {
        _ledger?.Dispose();
        Database.Dispose();
    }
}
