using System;
using System.Collections.Generic;
using System.Data.Common;
using HolySheep.Postgres.Connections;
using HolySheep.State.Sqlite.Engine;
using Npgsql;

namespace HolySheep.Postgres.Ledger;

/// <summary>The statements of the ledger on one connection, whose search path is the schema of the ledger.</summary>
internal sealed class PostgresLedgerSession : ISqlSession
{
    // A hint for SQLite.
    private const string Hint = " INDEXED BY attempts_open";
    private long _lastVersion = -1;
    private long _stamp;
    private bool _isVersionKnown;

    public long Use { get; private set; }

    /// <summary>The open connection.</summary>
    public NpgsqlConnection? Connection { get; set; }

    /// <summary>Signals that another use begins.</summary>
    /// <param name="version">The number of the write that begins; null if this is a reading.</param>
    public void Next(long? version)
    {
        Use++;
        _isVersionKnown = version is not null;
        if (version is { } own)
        {
            // Numbers in a row mean that no other connection has written.
            Learn(own, isOwn: true);
        }
    }

    public long ReadChangeStamp()
    {
        if (!_isVersionKnown)
        {
            Learn((long)Scalar("SELECT version FROM ledger_clock")!, isOwn: false);
        }

        return _stamp;
    }

    // Not the size of the tables: the space of deleted rows is used again, and not returned.
    public long ReadSize() => (long)(Scalar("SELECT sum(pg_column_size(a.*) + 28) FROM attempts AS a") ?? 0L);

    public string? FindDamage() => null;

    public void Compact()
    {
        // The server does it by itself.
    }

    public int Execute(string sql, params object?[] values)
    {
        using var command = Prepare(sql, values);
        return command.ExecuteNonQuery();
    }

    public long Insert(string sql, params object?[] values) => (long)Scalar(sql + " RETURNING id", values)!;

    // It takes rights that a user of the database need not have.
    public bool WithoutTriggers(Action work) => false;

    public object? Scalar(string sql, params object?[] values)
    {
        using var command = Prepare(sql, values);
        return command.ExecuteScalar() switch
        {
            null or DBNull => null,
            decimal sum => (long)sum,
            int number => (long)number,
            { } value => value,
        };
    }

    public IReadOnlyList<T> Query<T>(string sql, Func<DbDataReader, T> read, params object?[] values)
    {
        var rows = new List<T>();
        ForEach(sql, reader => rows.Add(read(reader)), values);
        return rows;
    }

    public void ForEach(string sql, Action<DbDataReader> read, params object?[] values)
    {
        using var command = Prepare(sql, values);
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            read(reader);
        }
    }

    private void Learn(long version, bool isOwn)
    {
        if (version != _lastVersion + (isOwn ? 1 : 0))
        {
            _stamp++;
        }

        _lastVersion = version;
    }

    private NpgsqlCommand Prepare(string sql, object?[] values)
    {
        var command = new NpgsqlCommand(sql.Replace(Hint, "", StringComparison.Ordinal), Connection);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value switch { null => DBNull.Value, string text => StoredText.Of(text), int number => (long)number, _ => value } });
        }

        return command;
    }
}
