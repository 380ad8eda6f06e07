using System;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Postgres.Connections;
using Npgsql;

namespace HolySheep.Postgres.Schema;

/// <summary>Creates the schema and brings it to the version that this program knows, one process at a time.</summary>
internal static class SchemaMigration
{
    // 'HolySheep' has no other advisory lock in a database.
    private const long LockKey = 0x486F6C7953686570;
    private const string Newest = "SELECT version, oldest_reader FROM holysheep.schema_version";

    /// <summary>The version of a database; null if it has no schema yet.</summary>
    public static async Task<SchemaVersion?> ReadAsync(NpgsqlConnection connection, SchemaName names, CancellationToken cancellationToken)
    {
        if (!await ExistsAsync(connection, names, cancellationToken).ConfigureAwait(false))
        {
            return null;
        }

        var command = new NpgsqlCommand(names.In(Newest), connection);
        await using (command.ConfigureAwait(false))
        {
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                return await reader.ReadAsync(cancellationToken).ConfigureAwait(false) ? new SchemaVersion(reader.GetInt32(0), reader.GetInt32(1)) : new SchemaVersion(0, 0);
            }
        }
    }

    /// <summary>Makes sure that the schema can be used; a later version that still admits this program is left as it is.</summary>
    /// <exception cref="PostgresFault">A newer version of the program has changed it, so that this one cannot use it.</exception>
    /// <exception cref="PostgresException">The role may not create it.</exception>
    public static async Task EnsureAsync(NpgsqlConnection connection, SchemaName names, CancellationToken cancellationToken)
    {
        var version = await ReadAsync(connection, names, cancellationToken).ConfigureAwait(false);
        if (version is { Admits: false })
        {
            throw new PostgresFault(FormattableString.Invariant($"the schema of the database has version {version.Version}, which this version of HolySheep cannot use; install the version that the other machines have"), isPermanent: true);
        }

        if (version is not { IsUsable: true })
        {
            await MigrateAsync(connection, names, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task MigrateAsync(NpgsqlConnection connection, SchemaName names, CancellationToken cancellationToken)
    {
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            await ExecuteAsync(connection, FormattableString.Invariant($"SELECT pg_advisory_xact_lock({LockKey})"), cancellationToken).ConfigureAwait(false);
            var version = await ReadAsync(connection, names, cancellationToken).ConfigureAwait(false);
            if (version is null)
            {
                await ExecuteAsync(connection, names.In($"CREATE SCHEMA IF NOT EXISTS {names.Quoted}; {PostgresSchema.VersionTable}"), cancellationToken).ConfigureAwait(false);
            }

            for (var next = version?.Version ?? 0; next < PostgresSchema.Version; next++)
            {
                await ExecuteAsync(connection, names.In(PostgresSchema.Migrations[next]), cancellationToken).ConfigureAwait(false);
            }

            await ExecuteAsync(
                connection,
                names.In(FormattableString.Invariant($"UPDATE holysheep.schema_version SET version = {PostgresSchema.Version}, oldest_reader = {PostgresSchema.OldestReader} WHERE version < {PostgresSchema.Version}")),
                cancellationToken).ConfigureAwait(false);
            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<bool> ExistsAsync(NpgsqlConnection connection, SchemaName names, CancellationToken cancellationToken)
    {
        // Not by a name that the server resolves: it remembers that there was none from before the wait for the lock.
        var command = new NpgsqlCommand("SELECT EXISTS (SELECT 1 FROM pg_catalog.pg_tables WHERE schemaname = $1 AND tablename = 'schema_version')", connection);
        await using (command.ConfigureAwait(false))
        {
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = names.Name });
            return (bool)(await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))!;
        }
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(sql, connection);
        await using (command.ConfigureAwait(false))
        {
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
