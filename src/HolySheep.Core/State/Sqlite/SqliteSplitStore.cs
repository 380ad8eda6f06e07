using System;
using HolySheep.Planning.Splits;
using HolySheep.State.Memory;

namespace HolySheep.State.Sqlite;

/// <summary>Stores the statistics of splits in the state file, for all processes of the machine; in memory, from the last known values, once the file cannot be used.</summary>
internal sealed class SqliteSplitStore(StateFile file) : ISplitStore
{
    private readonly MemorySplitStore _own = new();

    public SplitStatistics Get(string model, string side)
    {
        if (!file.TryUse(database => database.Read(session => SplitRow.Read(session, model, side)), out var stored))
        {
            return _own.Get(model, side);
        }

        _own.Update(model, side, _ => stored);
        return stored;
    }

    public SplitStatistics Update(string model, string side, Func<SplitStatistics, SplitStatistics> change)
    {
        var isKept = file.TryUse(
            database => database.Write(session =>
            {
                var next = change(SplitRow.Read(session, model, side));
                SplitRow.Write(session, model, side, next);
                return next;
            }),
            out var kept);
        return _own.Update(model, side, last => isKept ? kept! : change(last));
    }
}
