using System.Collections.Generic;
using System.Threading.Tasks;
using HolySheep.Health;
using HolySheep.State.Sqlite.Engine;

namespace HolySheep.State.Sqlite;

/// <summary>Stores health in the state file, for all processes of the machine. Answers of healthy targets are counted in memory and written with the next change.</summary>
internal sealed class SqliteHealthStore(SharedFile file) : IHealthStore
{
    private readonly object _gate = new();
    private readonly HealthMirror _mirror = new();
    private long? _revision;

    public ValueTask RefreshAsync()
    {
        lock (_gate)
        {
            Learn();
        }

        return default;
    }

    public IReadOnlyDictionary<string, TargetHealth> All() => _mirror.All();

    public TargetHealth Get(string name) => _mirror.Get(name);

    public ValueTask<HealthOutcome> ChangeAsync(string name, HealthChange change)
    {
        lock (_gate)
        {
            // The answer of a target that was healthy when its call began says nothing of what others met since; the next call reads that.
            if (change.Kind == HealthChangeKind.Answered && _revision is not null && _mirror.Apply(name, change) is { } counted)
            {
                return new ValueTask<HealthOutcome>(counted);
            }

            Learn();
            return new ValueTask<HealthOutcome>(_mirror.Apply(name, change) ?? Write(name, change) ?? _mirror.Apply(name, change, anyway: true)!);
        }
    }

    private void Learn() => file.TryUse(Learn);

    private void Learn(Database database)
    {
        // Always called, because it marks what was seen.
        if (!database.ChangedByOthers() && _revision is not null)
        {
            return;
        }

        foreach (var row in database.Read(session => session.Query(HealthRow.SelectNewer, HealthRow.Read, _revision ?? 0)))
        {
            _mirror.Learn(row.Name, row.Health);
            _revision = row.Revision;
        }

        _revision ??= 0;
    }

    /// <returns>The result; null if the file cannot be used.</returns>
    private HealthOutcome? Write(string name, HealthChange change)
    {
        if (!file.TryUse(database => database.Write(session => Write(session, name, change)), out var written))
        {
            return null;
        }

        _mirror.Keep(name, written.Stored, written.Outcome.Health);
        return written.Outcome;
    }

    private (TargetHealth Stored, HealthOutcome Outcome) Write(DatabaseSession session, string name, HealthChange change)
    {
        var rows = session.Query(HealthRow.SelectOne, HealthRow.Read, name);
        var row = rows.Count > 0 ? rows[0].Health : TargetHealth.Fine;
        var last = _mirror.WithOwn(name, row);
        var outcome = change.ApplyTo(last);
        if (!HealthMirror.IsNews(last, outcome.Health))
        {
            return (row, outcome);
        }

        HealthRow.Write(session, name, outcome.Health);
        return (outcome.Health, outcome);
    }
}
