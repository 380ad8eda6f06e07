using System;
using HolySheep.Chat;
using HolySheep.Postgres.Connections;
using HolySheep.Postgres.State;
using HolySheep.Sharing;
using HolySheep.Spend.Ledger;
using HolySheep.State;

namespace HolySheep.Postgres;

/// <summary>One database, as a client uses it: its state and its ledger share the connections.</summary>
internal sealed class PostgresPlace : ISharedPlace
{
    private readonly TimeProvider _timeProvider;
    private readonly PostgresLimits _limits;

    public PostgresPlace(ConnectionText connection, PostgresLimits limits, TimeProvider timeProvider)
    {
        (_limits, _timeProvider) = (limits, timeProvider);
        Password = connection.Password;
        Database = new PostgresDatabase(connection, limits, timeProvider);
    }

    public Secret? Password { get; }

    public PostgresDatabase Database { get; }

    public IStateBackend OpenState() => new PostgresStateBackend(Database, _limits, _timeProvider);

    public ILedgerBackend OpenLedger(LedgerSettings settings) => LedgerBackends.Open(settings);

    public void Dispose() => Database.Dispose();
}
