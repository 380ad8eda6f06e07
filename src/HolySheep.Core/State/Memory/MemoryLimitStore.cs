using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Limits;

namespace HolySheep.State.Memory;

/// <summary>Stores the use of limits in the process.</summary>
internal sealed class MemoryLimitStore(TimeProvider timeProvider) : ILimitStore, ILimitRecords
{
    private readonly object _lock = new();
    private readonly Dictionary<string, Pace> _paces = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Quota> _quotas = new(StringComparer.Ordinal);
    private readonly Dictionary<long, (string Holder, TimeSpan OverAt)> _calls = [];

    // Below zero, so that no id equals one that a state file gave before it was lost.
    private long _lastCall;

    public TimeSpan? PollInterval => null;

    public bool HasQuotas => !_quotas.IsEmpty;

    public bool HasQuota(string name) => _quotas.ContainsKey(name);

    public ValueTask<LimitGrant> TakeAsync(LimitDemand demand)
    {
        lock (_lock)
        {
            return new ValueTask<LimitGrant>(LimitSteps.Take(this, demand, timeProvider.GetUtcNow()));
        }
    }

    public ValueTask SettleAsync(LimitSettlement settlement)
    {
        lock (_lock)
        {
            LimitSteps.Settle(this, settlement);
            return default;
        }
    }

    public ValueTask LearnAsync(QuotaNotice notice)
    {
        lock (_lock)
        {
            LimitSteps.Learn(this, notice);
            return default;
        }
    }

    public ValueTask<IReadOnlyList<string>> ListQuotasAsync() => new([.. _quotas.Keys]);

    public ValueTask ForgetQuotasAsync(IReadOnlyList<string> names)
    {
        lock (_lock)
        {
            ((ILimitRecords)this).RemoveQuotas(names);
            return default;
        }
    }

    Pace ILimitRecords.GetPace(string holder) => _paces.TryGetValue(holder, out var pace) ? pace : Pace.None;

    void ILimitRecords.SetPace(string holder, Pace pace) => _paces[holder] = pace;

    Quota ILimitRecords.GetQuota(string name) => _quotas.TryGetValue(name, out var quota) ? quota : Quota.None;

    void ILimitRecords.SetQuota(string name, Quota quota) => _quotas[name] = quota;

    void ILimitRecords.RemoveQuotas(IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            _quotas.TryRemove(name, out _);
        }
    }

    int ILimitRecords.CountCalls(string holder, int enough)
    {
        var uptime = timeProvider.GetElapsedTime(0);
        foreach (var over in _calls.Where(call => call.Value.OverAt <= uptime).Select(call => call.Key).ToList())
        {
            _calls.Remove(over);
        }

        return _calls.Values.Count(call => call.Holder == holder);
    }

    long ILimitRecords.AddCall(string holder, DateTimeOffset overAt)
    {
        // Uses a clock that is not set while a call is under way.
        _calls.Add(--_lastCall, (holder, timeProvider.GetElapsedTime(0) + (overAt - timeProvider.GetUtcNow())));
        return _lastCall;
    }

    void ILimitRecords.RemoveCall(long call) => _calls.Remove(call);
}
