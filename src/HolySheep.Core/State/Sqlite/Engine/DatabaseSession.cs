using System;
using System.Collections.Generic;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace HolySheep.State.Sqlite.Engine;

/// <summary>The prepared statements of a connection; used under the lock of its <see cref="Database"/>.</summary>
internal sealed class DatabaseSession(SqliteConnection connection) : IDisposable
{
    private readonly Dictionary<string, DatabaseStatement> _statements = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SqliteCommand> _queries = new(StringComparer.Ordinal);

    /// <summary>The number of the current use of the database: data that a transaction has read is valid until the next.</summary>
    public long Use { get; private set; }

    /// <summary>Runs a statement; its parameters are <c>$1</c>, <c>$2</c> and so on.</summary>
    /// <returns>The number of rows changed.</returns>
    public int Execute(string sql, params object?[] values)
    {
        Prepare(sql).Execute(values);
        return raw.sqlite3_changes(connection.Handle);
    }

    /// <summary>Runs a statement that inserts a row.</summary>
    /// <returns>The id of the row.</returns>
    public long Insert(string sql, params object?[] values)
    {
        Prepare(sql).Execute(values);
        return raw.sqlite3_last_insert_rowid(connection.Handle);
    }

    /// <summary>The first column of the first row; null if there is no row or the column is null.</summary>
    public object? Scalar(string sql, params object?[] values) => Prepare(sql).Scalar(values);

    /// <summary>All rows, each created from the reader.</summary>
    public IReadOnlyList<T> Query<T>(string sql, Func<SqliteDataReader, T> read, params object?[] values)
    {
        var rows = new List<T>();
        ForEach(sql, reader => rows.Add(read(reader)), values);
        return rows;
    }

    /// <summary>Reads all rows one by one and keeps none.</summary>
    public void ForEach(string sql, Action<SqliteDataReader> read, params object?[] values)
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
