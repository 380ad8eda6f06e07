using System;
using System.Collections.Generic;
using Microsoft.Data.Sqlite;

namespace HolySheep.State.Sqlite;

/// <summary>Statements of a connection, each prepared once; used under the guard of its <see cref="Database"/>.</summary>
internal sealed class DatabaseSession(SqliteConnection connection)
{
    private readonly Dictionary<string, SqliteCommand> _prepared = new(StringComparer.Ordinal);

    /// <summary>Runs a statement; its parameters are <c>$1</c>, <c>$2</c> and so on.</summary>
    /// <returns>The number of rows changed.</returns>
    public int Execute(string sql, params object?[] values) => Prepare(sql, values).ExecuteNonQuery();

    /// <summary>The first column of the first row; null where there is none or it is null.</summary>
    public object? Scalar(string sql, params object?[] values) => Prepare(sql, values).ExecuteScalar() is { } value and not DBNull ? value : null;

    /// <summary>All rows, each as made from the reader.</summary>
    public IReadOnlyList<T> Query<T>(string sql, Func<SqliteDataReader, T> read, params object?[] values)
    {
        var rows = new List<T>();
        ForEach(sql, reader => rows.Add(read(reader)), values);
        return rows;
    }

    /// <summary>Reads all rows, one after the other, and keeps none.</summary>
    public void ForEach(string sql, Action<SqliteDataReader> read, params object?[] values)
    {
        using var reader = Prepare(sql, values).ExecuteReader();
        while (reader.Read())
        {
            read(reader);
        }
    }

    private SqliteCommand Prepare(string sql, object?[] values)
    {
        if (!_prepared.TryGetValue(sql, out var command))
        {
            command = connection.CreateCommand();
            command.CommandText = sql;
            for (var index = 1; index <= values.Length; index++)
            {
                command.Parameters.Add(new SqliteParameter { ParameterName = FormattableString.Invariant($"${index}") });
            }

            _prepared.Add(sql, command);
        }

        for (var index = 0; index < values.Length; index++)
        {
            command.Parameters[index].Value = values[index] ?? DBNull.Value;
        }

        return command;
    }
}
