using System.Threading.Tasks;
using HolySheep.Planning.Splits;
using HolySheep.State.Memory;

namespace HolySheep.State.Sqlite;

/// <summary>Stores the statistics of splits in the state file, for all processes of the machine; in memory, from the last known values, once the file cannot be used.</summary>
internal sealed class SqliteSplitStore(SharedFile file) : ISplitStore
{
    private readonly MemorySplitStore _own = new();

    public SplitStatistics Get(string model, string side)
    {
        if (!file.TryUse(database => database.Read(session => SplitRow.Read(session, model, side)), out var stored))
        {
            return _own.Get(model, side);
        }

        _own.Continue(model, side, stored);
        return stored;
    }

    public ValueTask<SplitOutcome> ChangeAsync(string model, string side, SplitChange change)
    {
        var isWritten = file.TryUse(
            database => database.Write(session =>
            {
                var outcome = change.ApplyTo(SplitRow.Read(session, model, side));
                SplitRow.Write(session, model, side, outcome.Statistics);
                return outcome;
            }),
            out var written);
        if (!isWritten)
        {
            return _own.ChangeAsync(model, side, change);
        }

        _own.Continue(model, side, written.Statistics);
        return new ValueTask<SplitOutcome>(written);
    }
}
