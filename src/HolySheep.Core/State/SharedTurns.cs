using System;
using System.Globalization;
using HolySheep.State.Sqlite;

namespace HolySheep.State;

/// <summary>Counts turns in the state file, each once among all processes; in memory, from where it was, once the file cannot be used.</summary>
internal sealed class SharedTurns(SharedFile file) : ITurnStore
{
    private const string Select = "SELECT next FROM turns WHERE model = $1";
    private readonly TurnCounter _own = new();

    public long Peek(string model) => Use(database => database.Read(session => Count(session.Scalar(Select, model)))) ?? _own.Peek(model);

    public long Next(string model)
    {
        var taken = Use(database => database.Write(session =>
        {
            session.Execute("INSERT INTO turns (model, next) VALUES ($1, 1) ON CONFLICT (model) DO UPDATE SET next = next + 1", model);
            return Count(session.Scalar(Select, model)) - 1;
        }));
        if (taken is not { } turn)
        {
            return _own.Next(model);
        }

        _own.Continue(model, turn + 1);
        return turn;
    }

    private static long Count(object? value) => Convert.ToInt64(value ?? 0L, CultureInfo.InvariantCulture);

    private long? Use(Func<Database, long> work)
    {
        if (file.Database is not { } database)
        {
            return null;
        }

        try
        {
            return work(database);
        }
        catch (DatabaseException fault)
        {
            file.GiveUp(fault);
            return null;
        }
    }
}
