using System;
using System.Globalization;
using HolySheep.State.Memory;

namespace HolySheep.State.Sqlite;

/// <summary>Counts turns in the state file, each once among all processes; in memory, from the last known turn, once the file cannot be used.</summary>
internal sealed class SqliteTurnStore(SharedFile file) : ITurnStore
{
    private const string Select = "SELECT next FROM turns WHERE model = $1";
    private readonly MemoryTurnStore _own = new();

    public long Peek(string model) =>
        file.TryUse(database => database.Read(session => Count(session.Scalar(Select, model))), out var next) ? next : _own.Peek(model);

    public long Next(string model)
    {
        var isTaken = file.TryUse(
            database => database.Write(session =>
            {
                session.Execute("INSERT INTO turns (model, next) VALUES ($1, 1) ON CONFLICT (model) DO UPDATE SET next = next + 1", model);
                return Count(session.Scalar(Select, model)) - 1;
            }),
            out var turn);
        if (!isTaken)
        {
            return _own.Next(model);
        }

        _own.Continue(model, turn + 1);
        return turn;
    }

    private static long Count(object? value) => Convert.ToInt64(value ?? 0L, CultureInfo.InvariantCulture);
}
