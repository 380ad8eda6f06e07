using System;
using System.Collections.Generic;
using System.IO;
using Npgsql;

namespace HolySheep.Postgres;

/// <summary>How a database can be unusable from the start, by what is wrong: each prepares a folder, so that its database has the fault.</summary>
internal static class PostgresFaults
{
    private const string FileName = "connection.txt";

    public static IReadOnlyDictionary<string, Func<string, IDisposable?>> Each { get; } = new Dictionary<string, Func<string, IDisposable?>>
    {
        ["refused"] = static folder => Set(folder, static builder => builder.Port = 1),
        ["password"] = static folder => Set(folder, static builder => builder.Password = "wrong"),
        ["newer"] = MakeNewer,
    };

    /// <summary>The connection string of a folder.</summary>
    public static string ConnectionOf(string folder) => Path.Combine(folder, FileName) is var path && File.Exists(path) ? File.ReadAllText(path) : TestedPostgres.ConnectionFor(folder);

    private static IDisposable? Set(string folder, Action<NpgsqlConnectionStringBuilder> change)
    {
        var builder = new NpgsqlConnectionStringBuilder(TestedPostgres.ConnectionFor(folder));
        change(builder);
        File.WriteAllText(Path.Combine(folder, FileName), builder.ConnectionString);
        return null;
    }

    private static IDisposable? MakeNewer(string folder)
    {
        var builder = new NpgsqlConnectionStringBuilder(TestedPostgres.ConnectionFor(folder));
        var schema = builder.SearchPath!;
        builder.SearchPath = null;
        using var connection = new NpgsqlConnection(builder.ConnectionString);
        connection.Open();
        using var command = new NpgsqlCommand($"CREATE SCHEMA {schema}; CREATE TABLE {schema}.schema_version AS SELECT 999 AS version, 999 AS oldest_reader", connection);
        command.ExecuteNonQuery();
        return null;
    }
}
