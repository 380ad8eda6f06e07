using System;
using System.Collections.Generic;
using System.Data.Common;

namespace HolySheep.State.Sqlite.Engine;

/// <summary>The statements of a connection, in the SQL that all engines share; their parameters are <c>$1</c>, <c>$2</c> and so on. What only one engine can say is an operation of its own.</summary>
internal interface ISqlSession
{
    /// <summary>The number of the current use of the database: data that a transaction has read is valid until the next.</summary>
    long Use { get; }

    /// <summary>Changes whenever another connection has written; read in the transaction that relies on it.</summary>
    long ReadChangeStamp();

    /// <summary>The size of the database in bytes.</summary>
    long ReadSize();

    /// <summary>What the engine itself finds damaged, in words; null if it finds nothing.</summary>
    string? FindDamage();

    /// <summary>Returns the space of deleted rows to the system, if the engine does not do so by itself. Outside of a transaction.</summary>
    void Compact();

    /// <summary>Runs a statement.</summary>
    /// <returns>The number of rows changed.</returns>
    int Execute(string sql, params object?[] values);

    /// <summary>Runs a statement that inserts a row.</summary>
    /// <returns>The id of the row.</returns>
    long Insert(string sql, params object?[] values);

    /// <summary>Does work during which no trigger runs; false if the engine cannot, and nothing was done.</summary>
    bool WithoutTriggers(Action work);

    /// <summary>The first column of the first row; null if there is no row or the column is null.</summary>
    object? Scalar(string sql, params object?[] values);

    /// <summary>All rows, each created from the reader.</summary>
    IReadOnlyList<T> Query<T>(string sql, Func<DbDataReader, T> read, params object?[] values);

    /// <summary>Reads all rows one by one and keeps none.</summary>
    void ForEach(string sql, Action<DbDataReader> read, params object?[] values);
}
