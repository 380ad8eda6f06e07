using System;
using System.Collections.Generic;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace HolySheep.State.Sqlite.Engine;

/// <summary>The prepared statements of a connection; used under the lock of its <see cref="Database"/>.</summary>
internal sealed class DatabaseSession(SqliteConnection connection) : ISqlSession, IDisposable
{
    // Checking a larger file would take longer than the query itself.
    private const long LargestChecked = 64L * 1024 * 1024;

    private readonly Dictionary<string, DatabaseStatement> _statements = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SqliteCommand> _queries = new(StringComparer.Ordinal);

    public long Use { get; private set; }

    public long ReadChangeStamp() => (long)Scalar("PRAGMA data_version")!;

    public long ReadSize() => (long)Scalar("PRAGMA page_count")! * (long)Scalar("PRAGMA page_size")!;

    public string? FindDamage() => ReadSize() > LargestChecked || "ok".Equals(Scalar("PRAGMA quick_check(1)")) ? null : "a part of the file is damaged";

    public void Compact() => Execute("VACUUM");

    public int Execute(string sql, params object?[] values)
    {
        Prepare(sql).Execute(values);
        return raw.sqlite3_changes(connection.Handle);
    }

    public long Insert(string sql, params object?[] values)
    {
        Prepare(sql).Execute(values);
        return raw.sqlite3_last_insert_rowid(connection.Handle);
    }

    public bool WithoutTriggers(Action work)
    {
        if (!TryHaveTriggers(false))
        {
            return false;
        }

        try
        {
            work();
            return true;
        }
        finally
        {
            TryHaveTriggers(true);
        }
    }

    public object? Scalar(string sql, params object?[] values) => Prepare(sql).Scalar(values);

    public IReadOnlyList<T> Query<T>(string sql, Func<DbDataReader, T> read, params object?[] values)
    {
        var rows = new List<T>();
        ForEach(sql, reader => rows.Add(read(reader)), values);
        return rows;
    }

    public void ForEach(string sql, Action<DbDataReader> read, params object?[] values)
    {
        using var reader = PrepareQuery(sql, values).ExecuteReader();
        while (reader.Read())
        {
            read(reader);
        }
    }

    /// <summary>Begins a write transaction, unless another connection has one.</summary>
    /// <param name="wait">How long to wait for it.</param>
    /// <param name="patience">How long later statements wait.</param>
    /// <returns>False if another connection has one.</returns>
    public bool TryBegin(TimeSpan wait, TimeSpan patience)
    {
        raw.sqlite3_busy_timeout(connection.Handle, (int)wait.TotalMilliseconds);
        try
        {
            return Prepare("BEGIN IMMEDIATE").TryExecute();
        }
        finally
        {
            raw.sqlite3_busy_timeout(connection.Handle, (int)patience.TotalMilliseconds);
        }
    }

    /// <summary>Signals that another use begins.</summary>
    public void Next() => Use++;

    /// <summary>Disposes the statements, because open statements keep the file open.</summary>
    public void Dispose()
    {
        foreach (var statement in _statements.Values)
        {
            statement.Dispose();
        }

        _statements.Clear();
    }

    // SQLite prepares every statement again afterwards.
    private bool TryHaveTriggers(bool enabled) => raw.sqlite3_db_config(connection.Handle, raw.SQLITE_DBCONFIG_ENABLE_TRIGGER, enabled ? 1 : 0, out var isEnabled) == raw.SQLITE_OK && isEnabled != 0 == enabled;

    private DatabaseStatement Prepare(string sql)
    {
        if (!_statements.TryGetValue(sql, out var statement))
        {
            statement = new DatabaseStatement(connection.Handle!, sql);
            _statements.Add(sql, statement);
        }

        return statement;
    }

    private SqliteCommand PrepareQuery(string sql, object?[] values)
    {
        if (!_queries.TryGetValue(sql, out var command))
        {
            command = connection.CreateCommand();
            command.CommandText = sql;
            for (var index = 1; index <= values.Length; index++)
            {
                command.Parameters.Add(new SqliteParameter { ParameterName = FormattableString.Invariant($"${index}") });
            }

            _queries.Add(sql, command);
        }

        for (var index = 0; index < values.Length; index++)
        {
            command.Parameters[index].Value = values[index] ?? DBNull.Value;
        }

        return command;
    }
}
