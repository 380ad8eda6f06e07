using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Limits;
using HolySheep.Postgres.Connections;
using HolySheep.Postgres.Records;
using HolySheep.State;
using HolySheep.State.Memory;
using HolySheep.Transport;

namespace HolySheep.Postgres.State;

/// <summary>Shares the use of limits between machines, by the server's clock; in memory, starting empty, while the database cannot be used. Places are leases that this process renews.</summary>
internal sealed class PostgresLimitStore : ILimitStore, IDisposable
{
    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);
    private readonly ConcurrentDictionary<string, bool> _quotas = new(StringComparer.Ordinal);
    private readonly MemoryLimitStore _own;
    private readonly HeldPlaces _places;
    private readonly RecordTable _records;
    private readonly RecordFeed _feed;
    private readonly PostgresDatabase _database;
    private readonly TimeProvider _timeProvider;
    private readonly ITimer _timer;
    private int _isRenewing;

    public PostgresLimitStore(RecordTable records, RecordFeed feed, PostgresDatabase database, TimeProvider timeProvider)
    {
        (_records, _feed, _database, _timeProvider) = (records, feed, database, timeProvider);
        (_own, _places) = (new MemoryLimitStore(timeProvider), new HeldPlaces(timeProvider));
        feed.Tell(RecordKind.Quota, (name, value) => Announce(name, value is not null));
        _timer = timeProvider.CreateTimer(_ => _ = RenewAsync(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public TimeSpan? PollInterval => Poll;

    public bool HasQuotas => !_quotas.IsEmpty || _own.HasQuotas;

    public bool HasQuota(string name) => _quotas.ContainsKey(name) || _own.HasQuota(name);

    public async ValueTask<LimitGrant> TakeAsync(LimitDemand demand)
    {
        var timeLeft = demand.OverAt - _timeProvider.GetUtcNow();
        IReadOnlyList<RecordKey> keys = [.. demand.Rules is null ? [] : Holder(demand.Holder), .. demand.Quota is { } quota ? [new RecordKey(RecordKind.Quota, quota)] : Array.Empty<RecordKey>()];
        var (isDone, grant) = await _records.ChangeAsync<LimitGrant>(keys, [.. keys.Select(static _ => false)], values =>
        {
            var records = Read(values, demand.Rules is not null, demand.Quota is not null);
            var taken = LimitSteps.Take(records, demand, records.Now);
            if (!taken.Answer.Granted)
            {
                return new RecordStep<LimitGrant>(taken, null, MustBeCurrent: true);
            }

            long? call = null;
            if (taken.Permit!.Call is not null)
            {
                call = _places.NextId();
                taken = taken with { Permit = taken.Permit with { Call = call } };
            }

            return new RecordStep<LimitGrant>(taken, Write(records, demand.Holder, demand.Rules is not null, demand.Quota is not null, call is null ? 0 : 1))
            {
                WhenWritten = call is { } id ? () => Hold(id, demand.Holder, timeLeft) : null,
            };
        }).ConfigureAwait(false);
        return isDone ? grant : await _own.TakeAsync(demand).ConfigureAwait(false);
    }

    public async ValueTask SettleAsync(LimitSettlement settlement)
    {
        if (settlement.Permit.Call < 0)
        {
            // Its room was reserved in this process, while the database could not be used.
            await _own.SettleAsync(settlement).ConfigureAwait(false);
            return;
        }

        var freesPlace = settlement.Permit.Call is { } call && _places.Remove(call);
        if (freesPlace || settlement.CorrectsPace)
        {
            // If the database cannot be used, the next renewal tells it how many calls are left, and without a renewal the lease ends.
            await WriteHolderAsync(settlement.Permit.Demand.Holder, records => LimitSteps.Settle(records, settlement)).ConfigureAwait(false);
        }
    }

    public async ValueTask LearnAsync(QuotaNotice notice)
    {
        var (clock, key) = (_database.Clock, new RecordKey(RecordKind.Quota, notice.Name));
        var (isDone, _) = await _records.ChangeAsync<bool>([key], [!_quotas.ContainsKey(notice.Name)], values =>
        {
            var records = Read(values, hasHolder: false, hasQuota: true);
            LimitSteps.Learn(records, notice with { Reading = ToServer(notice.Reading, clock) });
            return new RecordStep<bool>(true, [QuotaRecord.Write(records.Quota)]);
        }).ConfigureAwait(false);
        if (isDone)
        {
            Announce(notice.Name, isKnown: true);
        }
        else
        {
            await _own.LearnAsync(notice).ConfigureAwait(false);
        }
    }

    public async ValueTask<IReadOnlyList<string>> ListQuotasAsync()
    {
        await _feed.RefreshAsync().ConfigureAwait(false);
        return [.. _quotas.Keys, .. await _own.ListQuotasAsync().ConfigureAwait(false)];
    }

    public async ValueTask ForgetQuotasAsync(IReadOnlyList<string> names)
    {
        await _own.ForgetQuotasAsync(names).ConfigureAwait(false);
        foreach (var name in names)
        {
            await _records.ChangeAsync<bool>([new RecordKey(RecordKind.Quota, name)], [true], static values => values[0] is null ? new RecordStep<bool>(false, null, MustBeCurrent: true) : new RecordStep<bool>(true, [null])).ConfigureAwait(false);
            Announce(name, isKnown: false);
        }
    }

    public void Dispose()
    {
        _timer.Dispose();
        var holders = _places.Holders;
        _places.Clear();
        StoreWait.For(ReleaseAsync());

        async ValueTask ReleaseAsync()
        {
            foreach (var holder in holders)
            {
                await WriteHolderAsync(holder, static _ => { }).ConfigureAwait(false);
            }
        }
    }

    private static RecordKey[] Holder(string name) => [new RecordKey(RecordKind.Holder, name)];

    private static QuotaReading ToServer(QuotaReading reading, ServerClock clock) => new(clock.ToServer(reading.At), ToServer(reading.Requests, clock), ToServer(reading.Tokens, clock));

    private static QuotaLevel? ToServer(QuotaLevel? level, ServerClock clock) => level is { } told ? told with { Reset = clock.ToServer(told.Reset) } : null;

    private PostgresLimitRecords Read(IReadOnlyList<string?> values, bool hasHolder, bool hasQuota) =>
        new(_places, hasHolder ? HolderRecord.Read(values[0]) : new HolderRecord(), hasQuota ? QuotaRecord.Read(values[values.Count - 1]) : Quota.None, _database.Clock.Now);

    private string?[] Write(PostgresLimitRecords records, string holder, bool hasHolder, bool hasQuota, int added) =>
        [.. hasHolder ? [records.HolderWith(_places.Count(holder) + added).Write()] : Array.Empty<string?>(), .. hasQuota ? [QuotaRecord.Write(records.Quota)] : Array.Empty<string?>()];

    /// <summary>Writes the record of a holder with the number of calls that this process has under way.</summary>
    private async ValueTask WriteHolderAsync(string holder, Action<PostgresLimitRecords> step) => await _records.ChangeAsync<bool>(Holder(holder), [false], values =>
    {
        var records = Read(values, hasHolder: true, hasQuota: false);
        step(records);
        return new RecordStep<bool>(true, Write(records, holder, hasHolder: true, hasQuota: false, added: 0));
    }).ConfigureAwait(false);

    private void Hold(long call, string holder, TimeSpan timeLeft)
    {
        _places.Add(call, holder, timeLeft);
        BeginRenewal();
    }

    private void BeginRenewal()
    {
        if (Interlocked.Exchange(ref _isRenewing, 1) == 0)
        {
            _timer.Change(Renewal, Renewal);
        }
    }

    private async Task RenewAsync()
    {
        var holders = _places.Holders;
        if (holders.Count == 0)
        {
            _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            Volatile.Write(ref _isRenewing, 0);
            if (_places.Holders.Count > 0)
            {
                // A call took its place in between, and saw the timer run.
                BeginRenewal();
            }

            return;
        }

        foreach (var holder in holders)
        {
            await WriteHolderAsync(holder, static _ => { }).ConfigureAwait(false);
        }
    }

    private void Announce(string name, bool isKnown)
    {
        if (isKnown)
        {
            _quotas[name] = true;
        }
        else
        {
            _quotas.TryRemove(name, out _);
        }
    }
}
