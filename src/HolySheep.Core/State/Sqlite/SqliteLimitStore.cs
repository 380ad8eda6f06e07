using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Threading.Tasks;
using HolySheep.Limits;
using HolySheep.State.Memory;

namespace HolySheep.State.Sqlite;

/// <summary>Stores the use of limits in the state file, for all processes of the machine; in memory, starting empty, once the file cannot be used.</summary>
internal sealed class SqliteLimitStore(SharedFile file, TimeProvider timeProvider) : ILimitStore
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

    public ValueTask<LimitGrant> TakeAsync(LimitDemand demand) =>
        TryWrite((records, now) => LimitSteps.Take(records, demand, now), out var grant) ? new ValueTask<LimitGrant>(grant) : _own.TakeAsync(demand);

    public ValueTask SettleAsync(LimitSettlement settlement) => TryWrite(records => LimitSteps.Settle(records, settlement)) ? default : _own.SettleAsync(settlement);

    public ValueTask LearnAsync(QuotaNotice notice)
    {
        var isWritten = TryWrite(records => LimitSteps.Learn(records, notice));
        Announce(notice.Name);
        return isWritten ? default : _own.LearnAsync(notice);
    }

    public ValueTask<IReadOnlyList<string>> ListQuotasAsync() => TryReadNames(out var names) ? new ValueTask<IReadOnlyList<string>>(names) : _own.ListQuotasAsync();

    public ValueTask ForgetQuotasAsync(IReadOnlyList<string> names) => TryWrite(records => records.RemoveQuotas(names)) ? default : _own.ForgetQuotasAsync(names);

    private bool TryWrite(Action<SqliteLimitRecords> step) => TryWrite(
        (records, _) =>
        {
            step(records);
            return true;
        },
        out _);

    private bool TryWrite<T>(Func<SqliteLimitRecords, DateTimeOffset, T> step, [MaybeNullWhen(false)] out T result) => file.TryUse(
        database => database.Write(session =>
        {
            var now = timeProvider.GetUtcNow();
            return step(new SqliteLimitRecords(session, now, timeProvider.GetElapsedTime(0)), now);
        }),
        out result);

    private bool TryReadNames([MaybeNullWhen(false)] out IReadOnlyList<string> names) =>
        file.TryUse(static database => database.Read(static session => session.Query("SELECT name FROM quotas", static row => row.GetString(0))), out names);

    private void Announce(string name)
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
            if (TryReadNames(out var names))
            {
                _quotas = new HashSet<string>(names, StringComparer.Ordinal);
            }
        }
    }
}
