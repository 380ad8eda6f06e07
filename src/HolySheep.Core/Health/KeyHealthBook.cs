using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Configuration.Options;
using HolySheep.Failures;
using HolySheep.Planning;

namespace HolySheep.Health;

/// <summary>Reads and updates the health of keys that are several of a provider: an empty account concerns a key everywhere, a throttle or a daily quota concerns it at one target or quota group.</summary>
internal sealed class KeyHealthBook(IHealthStore store, HealthOptions options)
{
    private readonly ConcurrentDictionary<(string Provider, string? Place, Secret Key), string> _names = new();

    /// <summary>The worse health of a key and of the key at a target.</summary>
    public TargetHealth Look(RouteCandidate candidate, Secret key, DateTimeOffset now) =>
        TargetHealth.Worse(Get(NameOf(candidate.Provider, key), now), Get(NameAt(candidate, key), now));

    /// <summary>The best health that one of several keys has at a target.</summary>
    public TargetHealth BestOf(RouteCandidate candidate, IReadOnlyList<Secret> pool, DateTimeOffset now)
    {
        var best = Look(candidate, pool[0], now);
        for (var number = 1; number < pool.Count; number++)
        {
            var other = Look(candidate, pool[number], now);
            best = IsBetter(other, best, now) ? other : best;
        }

        return best;
    }

    /// <summary>Distinguishes a provider's keys without revealing them.</summary>
    public string MarkOf(string provider, Secret key)
    {
        var name = NameOf(provider, key);
        return name.Substring(name.LastIndexOf(' ') + 1);
    }

    /// <summary>Takes the one probe of a half-open key; false if another call has it.</summary>
    public async ValueTask<bool> TryProbeAsync(RouteCandidate candidate, Secret key, DateTimeOffset now) =>
        (await store.ChangeAsync(NameOfWorse(candidate, key, now), HealthChange.ProbeBegan(now, options)).ConfigureAwait(false)).TookProbe;

    /// <summary>Returns a probe that had no result.</summary>
    public async ValueTask GiveUpProbeAsync(RouteCandidate candidate, Secret key, DateTimeOffset now) =>
        await store.ChangeAsync(NameOfWorse(candidate, key, now), HealthChange.ProbeGaveUp(now, options)).ConfigureAwait(false);

    /// <summary>Records that a target answered a key.</summary>
    public async ValueTask AnsweredAsync(RouteCandidate candidate, Secret key, DateTimeOffset begunAt, DateTimeOffset now)
    {
        var answered = HealthChange.Answered(begunAt, now, options);
        await AnsweredAsync(NameOf(candidate.Provider, key), answered).ConfigureAwait(false);
        await AnsweredAsync(NameAt(candidate, key), answered).ConfigureAwait(false);
    }

    /// <summary>Records that a key was throttled or has no money left.</summary>
    public async ValueTask FailedAsync(RouteCandidate candidate, Secret key, OutcomeKind kind, Failure failure, DateTimeOffset begunAt, DateTimeOffset now)
    {
        var name = FailureTable.ConcernsKeyEverywhere(kind, failure.Signal) ? NameOf(candidate.Provider, key) : NameAt(candidate, key);
        await store.ChangeAsync(name, HealthChange.Failed(kind, failure, begunAt, now, options)).ConfigureAwait(false);
    }

    // The answers of a healthy key are not counted.
    private async ValueTask AnsweredAsync(string name, HealthChange answered)
    {
        if (store.Get(name).OpenUntil is not null)
        {
            await store.ChangeAsync(name, answered).ConfigureAwait(false);
        }
    }

    private static bool IsBetter(TargetHealth one, TargetHealth other, DateTimeOffset now)
    {
        var (state, than) = (one.StateAt(now), other.StateAt(now));
        if (state != than)
        {
            return state == CircuitState.Closed || than == CircuitState.Open;
        }

        return state switch
        {
            CircuitState.Closed => one.ShareAt(now) > other.ShareAt(now),
            CircuitState.HalfOpen => one.ProbeIsFree(now) && !other.ProbeIsFree(now),
            _ => one.OpenUntil < other.OpenUntil,
        };
    }

    private string NameOfWorse(RouteCandidate candidate, Secret key, DateTimeOffset now)
    {
        var (everywhere, here) = (NameOf(candidate.Provider, key), NameAt(candidate, key));
        var health = Get(everywhere, now);
        return health.OpenUntil is not null && ReferenceEquals(TargetHealth.Worse(Get(here, now), health), health) ? everywhere : here;
    }

    // A name is a hash, which takes longer than a lookup.
    private string NameOf(string provider, Secret key) => _names.GetOrAdd((provider, null, key), static at => HealthName.OfKey(at.Provider, at.Key));

    private string NameAt(RouteCandidate candidate, Secret key)
    {
        var place = HealthName.OfGroup(candidate);
        return _names.TryGetValue((candidate.Provider, place, key), out var name) ? name : _names[(candidate.Provider, place, key)] = HealthName.OfKey(candidate, key);
    }

    private TargetHealth Get(string name, DateTimeOffset now) => HealthPolicy.Believable(store.Get(name), now, options);
}
