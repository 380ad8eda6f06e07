using System;
using System.Collections.Concurrent;
using System.Threading.Tasks;
using HolySheep.Planning.Splits;
using HolySheep.Postgres.Connections;
using HolySheep.Postgres.Records;
using HolySheep.State;

namespace HolySheep.Postgres.State;

/// <summary>Shares the statistics of splits between machines; while the database cannot be used, they go on in the process from the last known values.</summary>
internal sealed class PostgresSplitStore : ISplitStore
{
    // Names of models contain no line break.
    private const string Separator = "\n";
    private readonly ConcurrentDictionary<string, SplitStatistics> _known = new(StringComparer.Ordinal);
    private readonly RecordTable _records;
    private readonly ServerClock _clock;

    public PostgresSplitStore(RecordTable records, RecordFeed feed, ServerClock clock)
    {
        (_records, _clock) = (records, clock);
        feed.Tell(RecordKind.Split, (name, value) => _known[name] = SplitRecord.Read(value, clock));
    }

    public SplitStatistics Get(string model, string side) => _known.TryGetValue(NameOf(model, side), out var known) ? known : SplitStatistics.None;

    public async ValueTask<SplitOutcome> ChangeAsync(string model, string side, SplitChange change)
    {
        var name = NameOf(model, side);
        var (isDone, outcome) = await _records.ChangeAsync<SplitOutcome>([new RecordKey(RecordKind.Split, name)], [true], values =>
        {
            var decided = change.ApplyTo(SplitRecord.Read(values[0], _clock));
            return new RecordStep<SplitOutcome>(decided, [SplitRecord.Write(decided.Statistics, _clock)]) { WhenWritten = () => _known[name] = decided.Statistics };
        }).ConfigureAwait(false);
        return isDone ? outcome : ApplyInProcess(name, change);
    }

    private static string NameOf(string model, string side) => model + Separator + side;

    private SplitOutcome ApplyInProcess(string name, SplitChange change)
    {
        SplitOutcome outcome = default;
        _known.AddOrUpdate(name, _ => (outcome = change.ApplyTo(SplitStatistics.None)).Statistics, (_, last) => (outcome = change.ApplyTo(last)).Statistics);
        return outcome;
    }
}
