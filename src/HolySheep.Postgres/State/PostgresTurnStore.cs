using System;
using System.Collections.Concurrent;
using System.Threading.Tasks;
using HolySheep.Postgres.Connections;
using HolySheep.State;
using Npgsql;

namespace HolySheep.Postgres.State;

/// <summary>
/// Gives turns from blocks, each turn once among all machines: the first block of a model is a single turn, so that commands with one call take turns too, and every later one is twice as large,
/// up to 64, of which the next is fetched ahead. While the database cannot be used, turns go on from the last one known.
/// </summary>
internal sealed class PostgresTurnStore(PostgresDatabase database) : ITurnStore
{
    private const int LargestBlock = 64;
    private const int SmallestAhead = 8;
    private readonly ConcurrentDictionary<string, Line> _lines = new(StringComparer.Ordinal);
    private readonly string _take = database.Names.In("INSERT INTO holysheep.turns AS t (name, next) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET next = t.next + $2 RETURNING next - $2");
    private readonly string _look = database.Names.In("SELECT coalesce((SELECT next FROM holysheep.turns WHERE name = $1), 0)");

    public long Peek(string model)
    {
        var line = Of(model);
        lock (line)
        {
            if (line.Next < line.End)
            {
                return line.Next;
            }
        }

        return StoreWait.For(new ValueTask<long?>(AskAsync(_look, model, 0))) ?? line.Next;
    }

    public long Next(string model)
    {
        var line = Of(model);
        lock (line)
        {
            if (line.Next == line.End)
            {
                // Only the first calls of a model wait for a block.
                Fill(line, StoreWait.For(new ValueTask<long?>(line.Ahead ?? AskAsync(_take, model, line.Size))));
            }

            if (line.Ahead is null && line.Size >= SmallestAhead && line.End - line.Next <= line.Size / 2)
            {
                line.Ahead = AskAsync(_take, model, line.Size);
            }

            return line.Next++;
        }
    }

    private static void Fill(Line line, long? first)
    {
        var size = line.Size;
        line.Ahead = null;
        line.Size = size < LargestBlock ? size * 2 : LargestBlock;
        if (first is { } start)
        {
            (line.Next, line.End) = (start, start + size);
        }
        else
        {
            // Without the database, one turn after the other.
            line.End = line.Next + 1;
        }
    }

    private Line Of(string model) => _lines.GetOrAdd(model, static _ => new Line());

    private async Task<long?> AskAsync(string sql, string model, int size) => (await database.TryAsync(async (connection, token) =>
    {
        var command = new NpgsqlCommand(sql, connection);
        await using (command.ConfigureAwait(false))
        {
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = model });
            if (size > 0)
            {
                command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = size });
            }

            return Tuple.Create((long)(await command.ExecuteScalarAsync(token).ConfigureAwait(false))!);
        }
    }).ConfigureAwait(false))?.Item1;

    private sealed class Line
    {
        public long Next { get; set; }

        public long End { get; set; }

        public int Size { get; set; } = 1;

        public Task<long?>? Ahead { get; set; }
    }
}
