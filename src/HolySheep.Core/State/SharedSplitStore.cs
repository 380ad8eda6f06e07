using System;
using HolySheep.Routing.Splits;
using HolySheep.State.Sqlite;

namespace HolySheep.State;

/// <summary>Keeps the statistics of splits in the state file, for all processes of the machine; in memory, from where they were, once the file cannot be used.</summary>
internal sealed class SharedSplitStore(SharedFile file) : ISplitStore
{
    private readonly MemorySplitStore _own = new();

    public SplitStatistics Get(string model, string side)
    {
        if (Use(database => database.Read(session => SplitRow.Read(session, model, side))) is not { } stored)
        {
            return _own.Get(model, side);
        }

        _own.Update(model, side, _ => stored);
        return stored;
    }

    public SplitStatistics Update(string model, string side, Func<SplitStatistics, SplitStatistics> change)
    {
        var next = Use(database => database.Write(session =>
        {
            var next = change(SplitRow.Read(session, model, side));
            SplitRow.Write(session, model, side, next);
            return next;
        }));
        return _own.Update(model, side, last => next ?? change(last));
    }

    private SplitStatistics? Use(Func<Database, SplitStatistics> work)
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
