using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Postgres.Connections;
using Npgsql;

namespace HolySheep.Postgres.Records;

/// <summary>The statements over the table of records. Each is one statement, decides alone, and may be repeated.</summary>
internal sealed class RecordStatements(PostgresDatabase database, TimeProvider timeProvider)
{
    private readonly string _swap = database.Names.In("SELECT place, current_version, current_value, is_swapped, server_time FROM holysheep.swap($1, $2, $3, $4, $5, $6) ORDER BY place");
    private readonly string _read = database.Names.In(
        "SELECT u.o, coalesce(r.version, 0), r.value::text, false, clock_timestamp() AT TIME ZONE 'UTC' FROM unnest($1, $2) WITH ORDINALITY AS u (k, n, o) LEFT JOIN holysheep.records AS r ON r.kind = u.k AND r.name = u.n ORDER BY u.o");
    private readonly string _changes = database.Names.In(
        """
        SELECT s.mark, s.now, r.kind, r.name, r.version, r.value::text
        FROM (SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS mark, clock_timestamp() AT TIME ZONE 'UTC' AS now) AS s LEFT JOIN holysheep.records AS r ON r.changed >= $1
        """);

    /// <summary>Writes records if none has changed since it was read.</summary>
    /// <param name="keys">The records.</param>
    /// <param name="last">The records as they were read.</param>
    /// <param name="version">The version that they get.</param>
    /// <param name="values">Their new values.</param>
    /// <param name="told">Whether other processes are to learn each change.</param>
    /// <returns>The reply; null if the database cannot be used.</returns>
    public async ValueTask<RecordSwap?> SwapAsync(IReadOnlyList<RecordKey> keys, IReadOnlyList<StoredRecord> last, long version, IReadOnlyList<string?> values, IReadOnlyList<bool> told)
    {
        var reply = await database.TryAsync((connection, token) => AskAsync(
            connection,
            _swap,
            [Texts(keys.Select(static key => key.Kind)), Texts(keys.Select(static key => key.Name)), Numbers(last.Select(static record => record.Version)), Numbers(keys.Select(_ => version)), Values(values), Flags(told)],
            token)).ConfigureAwait(false);

        // The reply to the first try was lost, and a repeated one finds the version that the first wrote.
        return reply is { IsSwapped: false } && reply.Records.All(record => record.Version == version) ? reply with { IsSwapped = true } : reply;
    }

    /// <summary>Reads records; null if the database cannot be used.</summary>
    public async ValueTask<IReadOnlyList<StoredRecord>?> ReadAsync(IReadOnlyList<RecordKey> keys) =>
        (await database.TryAsync((connection, token) => AskAsync(connection, _read, [Texts(keys.Select(static key => key.Kind)), Texts(keys.Select(static key => key.Name))], token)).ConfigureAwait(false))?.Records;

    /// <summary>Reads what changed since a mark, and more; null if the database cannot be used.</summary>
    public ValueTask<RecordChanges?> ReadChangesAsync(long mark) => database.TryAsync(async (connection, token) =>
    {
        var command = new NpgsqlCommand(_changes, connection);
        await using (command.ConfigureAwait(false))
        {
            command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = mark });
            var sentAt = timeProvider.GetTimestamp();
            var reader = await command.ExecuteReaderAsync(token).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                var records = new List<(RecordKey, StoredRecord)>();
                var next = mark;
                while (await reader.ReadAsync(token).ConfigureAwait(false))
                {
                    next = reader.GetInt64(0);
                    database.Clock.Learn(sentAt, reader.GetDateTime(1));
                    if (!reader.IsDBNull(2))
                    {
                        records.Add((new RecordKey(reader.GetString(2), reader.GetString(3)), new StoredRecord(reader.GetInt64(4), reader.IsDBNull(5) ? null : reader.GetString(5))));
                    }
                }

                return new RecordChanges(next, records);
            }
        }
    });

    private async Task<RecordSwap> AskAsync(NpgsqlConnection connection, string sql, NpgsqlParameter[] parameters, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(sql, connection);
        await using (command.ConfigureAwait(false))
        {
            command.Parameters.AddRange(parameters);
            var sentAt = timeProvider.GetTimestamp();
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                var records = new List<StoredRecord>(parameters.Length);
                var isSwapped = false;
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    records.Add(new StoredRecord(reader.GetInt64(1), reader.IsDBNull(2) ? null : reader.GetString(2)));
                    isSwapped = reader.GetBoolean(3);
                    database.Clock.Learn(sentAt, reader.GetDateTime(4));
                }

                return new RecordSwap(isSwapped, records);
            }
        }
    }

    private static NpgsqlParameter<string[]> Texts(IEnumerable<string> values) => new() { TypedValue = [.. values] };

    private static NpgsqlParameter<string?[]> Values(IEnumerable<string?> values) => new() { TypedValue = [.. values] };

    private static NpgsqlParameter<long[]> Numbers(IEnumerable<long> values) => new() { TypedValue = [.. values] };

    private static NpgsqlParameter<bool[]> Flags(IEnumerable<bool> values) => new() { TypedValue = [.. values] };
}
