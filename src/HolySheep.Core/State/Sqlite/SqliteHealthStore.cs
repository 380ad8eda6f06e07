using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Health;
using HolySheep.State.Sqlite.Engine;

namespace HolySheep.State.Sqlite;

/// <summary>Stores health in the state file, for all processes of the machine. Answers of healthy targets are counted in memory and written with the next change.</summary>
internal sealed class SqliteHealthStore(StateFile file) : IHealthStore
{
    private readonly object _gate = new();

    // The file's health plus what this process has counted since; the windows are as in the file.
    private readonly ConcurrentDictionary<string, TargetHealth> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CallWindow> _storedWindows = new(StringComparer.Ordinal);
    private long? _revision;

    public ValueTask RefreshAsync()
    {
        lock (_gate)
        {
            Learn();
        }

        return default;
    }

    public IReadOnlyDictionary<string, TargetHealth> All() => _known.ToDictionary(entry => entry.Key, entry => entry.Value, StringComparer.Ordinal);

    public TargetHealth Get(string name) => _known.TryGetValue(name, out var health) ? health : TargetHealth.Fine;

    public ValueTask<HealthOutcome> ChangeAsync(string name, HealthChange change)
    {
        lock (_gate)
        {
            Learn();
            var last = Get(name);
            var outcome = change.ApplyTo(last);
            if (IsNews(last, outcome.Health))
            {
                outcome = Write(name, change) ?? change.ApplyTo(Get(name));
            }

            Keep(name, outcome.Health);
            return new ValueTask<HealthOutcome>(outcome);
        }
    }

    /// <summary>One more answer of a healthy target changes nothing for other processes.</summary>
    private static bool IsNews(TargetHealth last, TargetHealth next) => next with { Window = last.Window } != last;

    private void Keep(string name, TargetHealth health) => _known[name] = health;

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
            Keep(row.Name, WithOwn(row.Name, row.Health));
            _storedWindows[row.Name] = row.Health.Window;
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

        _storedWindows[name] = written.Stored.Window;
        return written.Outcome;
    }

    private (TargetHealth Stored, HealthOutcome Outcome) Write(DatabaseSession session, string name, HealthChange change)
    {
        var rows = session.Query(HealthRow.SelectOne, HealthRow.Read, name);
        var row = rows.Count > 0 ? rows[0].Health : TargetHealth.Fine;
        var last = WithOwn(name, row);
        var outcome = change.ApplyTo(last);
        if (!IsNews(last, outcome.Health))
        {
            return (row, outcome);
        }

        HealthRow.Write(session, name, outcome.Health);
        return (outcome.Health, outcome);
    }

    /// <summary>A stored health plus what only this process has counted.</summary>
    private TargetHealth WithOwn(string name, TargetHealth stored)
    {
        var known = Get(name).Window;
        var own = _storedWindows.TryGetValue(name, out var seen) ? known.Minus(seen) : known;
        return own.IsEmpty ? stored : stored with { Window = stored.Window.Plus(own) };
    }
}
