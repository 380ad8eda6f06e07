using System;
using System.Collections.Generic;
using HolySheep.Limits;
using HolySheep.State.Memory;

namespace HolySheep.State.Sqlite;

/// <summary>Stores the use of limits in the state file, for all processes of the machine; in memory, starting empty, once the file cannot be used.</summary>
internal sealed class SqliteLimitStore(StateFile file, TimeProvider timeProvider) : ILimitStore
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private readonly object _gate = new();
    private readonly MemoryLimitStore _own = new(timeProvider);
    private volatile HashSet<string> _quotas = new(StringComparer.Ordinal);
    private long? _lookedAt;

    public TimeSpan? PollInterval => file.Database is null ? null : TimeSpan.FromMilliseconds(100);

    public bool HasQuotas
    {
        get
        {
            LearnNames();
            return _quotas.Count > 0 || _own.HasQuotas;
        }
    }

    public bool HasQuota(string name) => _quotas.Contains(name) || _own.HasQuota(name);

    public TResult Change<TResult>(Func<ILimitRecords, TResult> change) =>
        file.TryUse(database => database.Write(session => change(new SqliteLimitRecords(session, timeProvider.GetUtcNow(), timeProvider.GetElapsedTime(0)))), out var result) ? result : _own.Change(change);

    public void Announce(string name)
    {
        lock (_gate)
        {
            if (!_quotas.Contains(name))
            {
                // Other threads read the set while it is replaced.
                _quotas = new HashSet<string>(_quotas, StringComparer.Ordinal) { name };
            }
        }
    }

    /// <summary>Checks at most once per second what other processes were told.</summary>
    private void LearnNames()
    {
        lock (_gate)
        {
            var now = timeProvider.GetTimestamp();
            if (_lookedAt is { } last && timeProvider.GetElapsedTime(last, now) < Look)
            {
                return;
            }

            _lookedAt = now;
            if (file.TryUse(static database => database.Read(static session => session.Query("SELECT name FROM quotas", static row => row.GetString(0))), out var names))
            {
                _quotas = new HashSet<string>(names, StringComparer.Ordinal);
            }
        }
    }
}
