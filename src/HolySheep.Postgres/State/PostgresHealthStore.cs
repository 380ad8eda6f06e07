using System.Collections.Generic;
using System.Threading.Tasks;
using HolySheep.Health;
using HolySheep.Postgres.Connections;
using HolySheep.Postgres.Records;
using HolySheep.State;

namespace HolySheep.Postgres.State;

/// <summary>Shares health between machines. Answers of healthy targets are counted in memory and written with the next change; while the database cannot be used, every change stays in the process.</summary>
internal sealed class PostgresHealthStore : IHealthStore
{
    private readonly HealthMirror _mirror = new();
    private readonly RecordTable _records;
    private readonly RecordFeed _feed;
    private readonly ServerClock _clock;

    public PostgresHealthStore(RecordTable records, RecordFeed feed, ServerClock clock)
    {
        (_records, _feed, _clock) = (records, feed, clock);
        feed.Tell(RecordKind.Health, (name, value) => _mirror.Learn(name, HealthRecord.Read(value, clock)));
    }

    public ValueTask RefreshAsync() => new(_feed.RefreshAsync());

    public IReadOnlyDictionary<string, TargetHealth> All() => _mirror.All();

    public TargetHealth Get(string name) => _mirror.Get(name);

    public async ValueTask<HealthOutcome> ChangeAsync(string name, HealthChange change)
    {
        if (_mirror.Apply(name, change) is { } counted)
        {
            return counted;
        }

        var (isDone, outcome) = await _records.ChangeAsync<HealthOutcome>([new RecordKey(RecordKind.Health, name)], [true], values =>
        {
            var stored = HealthRecord.Read(values[0], _clock);
            var last = _mirror.WithOwn(name, stored);
            var decided = change.ApplyTo(last);
            if (!HealthMirror.IsNews(last, decided.Health))
            {
                _mirror.Keep(name, stored, decided.Health);
                return new RecordStep<HealthOutcome>(decided, null, MustBeCurrent: true);
            }

            return new RecordStep<HealthOutcome>(decided, [HealthRecord.Write(decided.Health, _clock)]);
        }).ConfigureAwait(false);
        if (!isDone)
        {
            return _mirror.Apply(name, change, anyway: true)!;
        }

        if (HealthMirror.IsNews(Get(name), outcome.Health))
        {
            _mirror.Keep(name, outcome.Health, outcome.Health);
        }

        return outcome;
    }
}
