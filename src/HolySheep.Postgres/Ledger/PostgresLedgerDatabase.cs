using System;
using System.Data;
using HolySheep.Postgres.Connections;
using HolySheep.State.Sqlite.Engine;
using Npgsql;

namespace HolySheep.Postgres.Ledger;

/// <summary>The ledger in a database that machines share: one connection, one thread at a time. A write holds the row of the ledger's clock, so that writes of all machines follow each other; a wait for it is cut into slices, in which callers can give up.</summary>
internal sealed class PostgresLedgerDatabase(PostgresLedgerPlace place, TimeProvider timeProvider) : ISqlDatabase
{
    private const string LockNotAvailable = "55P03";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly object _gate = new();
    private readonly PostgresLedgerSession _session = new();
    private bool _closed;

    public T Read<T>(Func<ISqlSession, T> work) => Guarded(() =>
    {
        _session.Next(null);
        return work(_session);
    });

    public T ReadSnapshot<T>(Func<ISqlSession, T> work) => Guarded(() =>
    {
        _session.Next(null);
        using var transaction = _session.Connection!.BeginTransaction(IsolationLevel.RepeatableRead);

        // A reading holds up no other machine, and may take its time between two questions.
        _session.Execute("SET LOCAL idle_in_transaction_session_timeout = 0");
        var result = work(_session);
        transaction.Commit();
        return result;
    });

    public T Write<T>(Func<ISqlSession, T> work, Func<bool>? mayWait = null) => Guarded(() =>
    {
        var since = timeProvider.GetTimestamp();
        while (true)
        {
            using var transaction = _session.Connection!.BeginTransaction();
            if (TryTakeClock() is { } version)
            {
                _session.Next(version);
                var result = work(_session);
                Commit(transaction);
                return result;
            }

            transaction.Rollback();
            if (timeProvider.GetElapsedTime(since) >= Patience || mayWait?.Invoke() == false)
            {
                throw place.Fault(DatabaseFault.Locked);
            }
        }
    });

    public void Dispose()
    {
        lock (_gate)
        {
            _closed = true;
            _session.Connection?.Dispose();
            _session.Connection = null;
        }
    }

    /// <summary>Opens the connection now.</summary>
    public void Open() => Guarded(static () => true);

    private void Commit(NpgsqlTransaction transaction)
    {
        try
        {
            transaction.Commit();
        }
        catch (Exception exception) when (PostgresFault.Of(exception, place.Connection) is { } fault)
        {
            throw place.FaultOf(fault, mayBeWritten: true);
        }
    }

    private long? TryTakeClock()
    {
        try
        {
            return (long)_session.Scalar("UPDATE ledger_clock SET version = version + 1 RETURNING version")!;
        }
        catch (PostgresException exception) when (exception.SqlState == LockNotAvailable)
        {
            return null;
        }
    }

    private T Guarded<T>(Func<T> work)
    {
        lock (_gate)
        {
            if (_closed)
            {
                throw place.Fault(DatabaseFault.Unusable);
            }

            try
            {
                if (_session.Connection is not { FullState: ConnectionState.Open })
                {
                    _session.Connection?.Dispose();
                    _session.Connection = null;
                    _session.Connection = place.Connect();
                }

                return work();
            }
            catch (Exception exception) when (exception is not DatabaseException && PostgresFault.Of(exception, place.Connection) is { } fault)
            {
                throw place.FaultOf(fault, mayBeWritten: false);
            }
        }
    }
}
