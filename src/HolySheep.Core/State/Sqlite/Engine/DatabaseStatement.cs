using System;
using System.Globalization;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace HolySheep.State.Sqlite.Engine;

/// <summary>A statement that is prepared once and run often. Values are bound directly, and one that is the same as the time before stays bound.</summary>
internal sealed class DatabaseStatement : IDisposable
{
    // What is bound after a fault is not known, and equals nothing.
    private static readonly object Unknown = new();
    private readonly sqlite3 _connection;
    private readonly sqlite3_stmt _statement;

    // The indexes of $1, $2 and so on: SQLite numbers parameters in the order in which they occur.
    private readonly int[] _places;
    private readonly object?[] _bound;

    public DatabaseStatement(sqlite3 connection, string sql)
    {
        _connection = connection;
        Check(raw.sqlite3_prepare_v2(connection, sql, out _statement));
        _places = new int[raw.sqlite3_bind_parameter_count(_statement)];
        _bound = new object?[_places.Length];
        for (var place = 1; place <= _places.Length; place++)
        {
            _places[int.Parse(raw.sqlite3_bind_parameter_name(_statement, place).utf8_to_string().Substring(1), CultureInfo.InvariantCulture) - 1] = place;
        }
    }

    /// <summary>Runs the statement to its end.</summary>
    public void Execute(object?[] values)
    {
        Bind(values);
        try
        {
            while (Step())
            {
            }
        }
        finally
        {
            raw.sqlite3_reset(_statement);
        }
    }

    /// <summary>Runs the statement unless another connection holds the lock.</summary>
    /// <returns>False if another connection holds the lock.</returns>
    public bool TryExecute()
    {
        var result = raw.sqlite3_step(_statement);
        raw.sqlite3_reset(_statement);
        if (result is raw.SQLITE_BUSY or raw.SQLITE_LOCKED)
        {
            return false;
        }

        Check(result);
        return true;
    }

    /// <summary>The first column of the first row; null if there is no row or the column is null.</summary>
    public object? Scalar(object?[] values)
    {
        Bind(values);
        try
        {
            return Step() ? Value() : null;
        }
        finally
        {
            raw.sqlite3_reset(_statement);
        }
    }

    public void Dispose() => _statement.Dispose();

    private bool Step()
    {
        var result = raw.sqlite3_step(_statement);
        if (result is raw.SQLITE_ROW)
        {
            return true;
        }

        Check(result);
        return false;
    }

    private object? Value() => raw.sqlite3_column_type(_statement, 0) switch
    {
        raw.SQLITE_INTEGER => raw.sqlite3_column_int64(_statement, 0),
        raw.SQLITE_FLOAT => raw.sqlite3_column_double(_statement, 0),
        raw.SQLITE_TEXT => raw.sqlite3_column_text(_statement, 0).utf8_to_string(),
        raw.SQLITE_BLOB => raw.sqlite3_column_blob(_statement, 0).ToArray(),
        _ => null,
    };

    private void Bind(object?[] values)
    {
        for (var index = 0; index < values.Length; index++)
        {
            if (Equals(values[index], _bound[index]))
            {
                continue;
            }

            _bound[index] = Unknown;
            var place = _places[index];
            Check(values[index] switch
            {
                null => raw.sqlite3_bind_null(_statement, place),
                string text => raw.sqlite3_bind_text(_statement, place, text),
                long number => raw.sqlite3_bind_int64(_statement, place, number),
                int number => raw.sqlite3_bind_int64(_statement, place, number),
                double number => raw.sqlite3_bind_double(_statement, place, number),
                var other => throw new ArgumentException($"A {other.GetType()} cannot be bound."),
            });
            _bound[index] = values[index];
        }
    }

    private void Check(int result)
    {
        if (result is not (raw.SQLITE_OK or raw.SQLITE_DONE or raw.SQLITE_ROW))
        {
            SqliteException.ThrowExceptionForRC(result, _connection);
        }
    }
}
