using System;
using System.Collections.Generic;
using HolySheep.Chat;
using HolySheep.Configuration.Options;
using HolySheep.Failures;
using HolySheep.Planning;

namespace HolySheep.Health;

/// <summary>Reads and updates the health of targets. A target's quota group, if it has one, records throttling; a key records that its account has no money left.</summary>
internal sealed class HealthBook(IHealthStore store, HealthOptions options)
{
    /// <summary>Reads what other processes have written.</summary>
    public void Refresh() => store.Refresh();

    /// <summary>The worse health of the target and its group.</summary>
    public TargetHealth Look(RouteCandidate candidate, DateTimeOffset now) => Worse(candidate, now).Health;

    /// <summary>When the first of several targets may be called again; null if one may be called now.</summary>
    public DateTimeOffset? OpenUntil(IReadOnlyList<RouteCandidate> candidates, DateTimeOffset now)
    {
        DateTimeOffset? first = null;
        foreach (var candidate in candidates)
        {
            var health = Look(candidate, now);
            if (health.StateAt(now) != CircuitState.Open)
            {
                return null;
            }

            first = health.OpenUntil < first || first is null ? health.OpenUntil : first;
        }

        return first;
    }

    /// <summary>Whether a key of a provider may be used; a key without money may not be used before its time.</summary>
    public CircuitState StateOfKey(string provider, Secret key, DateTimeOffset now) => Get(HealthName.OfKey(provider, key), now).StateAt(now);

    /// <summary>Takes the one probe of a half-open target; false if another call has it.</summary>
    public bool TryProbe(RouteCandidate candidate, DateTimeOffset now)
    {
        var taken = false;
        Update(Worse(candidate, now).Name, now, health =>
        {
            taken = health.StateAt(now) == CircuitState.HalfOpen && health.ProbeIsFree(now);
            return taken ? HealthPolicy.AfterProbeBegan(health, now) : health;
        });
        return taken;
    }

    /// <summary>Returns a probe that had no result.</summary>
    public void GiveUpProbe(RouteCandidate candidate, DateTimeOffset now) => Update(Worse(candidate, now).Name, now, HealthPolicy.AfterProbeGaveUp);

    /// <param name="candidate">The target that answered.</param>
    /// <param name="key">The key; null if the provider has only one.</param>
    /// <param name="begunAt">When the call began.</param>
    /// <param name="now">The time.</param>
    public void Answered(RouteCandidate candidate, Secret? key, DateTimeOffset begunAt, DateTimeOffset now)
    {
        store.Update(candidate.Target, health => HealthPolicy.AfterAnswer(HealthPolicy.Believable(health, now, options), begunAt, now));
        if (candidate.QuotaGroup != candidate.Target)
        {
            Update(HealthName.OfGroup(candidate), now, health => HealthPolicy.AfterAnswer(health, begunAt, now));
        }

        if (key is not null && HealthName.OfKey(candidate.Provider, key) is var name && store.Get(name).OpenUntil is not null)
        {
            Update(name, now, health => HealthPolicy.AfterAnswer(health, begunAt, now));
        }
    }

    /// <param name="candidate">The target that failed.</param>
    /// <param name="kind">The kind of failure.</param>
    /// <param name="failure">The failure.</param>
    /// <param name="begunAt">When the call began.</param>
    /// <param name="now">The time.</param>
    /// <param name="ofRequest">The number of counted failures of this target in the same request, including this one.</param>
    /// <returns>True if the target may not be called now.</returns>
    public bool Failed(RouteCandidate candidate, OutcomeKind kind, Failure failure, DateTimeOffset begunAt, DateTimeOffset now, int ofRequest)
    {
        if (FailureTable.ConcernsRequestAlone(kind))
        {
            return false;
        }

        var name = kind == OutcomeKind.Throttled ? HealthName.OfGroup(candidate) : candidate.Target;
        return Update(name, now, health => HealthPolicy.AfterFailure(health, kind, failure, begunAt, now, options, ofRequest)).StateAt(now) == CircuitState.Open;
    }

    /// <summary>Records that one of several keys was throttled or has no money left.</summary>
    public void KeyFailed(string provider, Secret key, OutcomeKind kind, Failure failure, DateTimeOffset begunAt, DateTimeOffset now) =>
        Update(HealthName.OfKey(provider, key), now, health => HealthPolicy.AfterFailure(health, kind, failure, begunAt, now, options));

    private TargetHealth Get(string name, DateTimeOffset now) => HealthPolicy.Believable(store.Get(name), now, options);

    private TargetHealth Update(string name, DateTimeOffset now, Func<TargetHealth, TargetHealth> change) =>
        store.Update(name, health => change(HealthPolicy.Believable(health, now, options)));

    private (string Name, TargetHealth Health) Worse(RouteCandidate candidate, DateTimeOffset now)
    {
        var own = Get(candidate.Target, now);
        if (candidate.QuotaGroup == candidate.Target)
        {
            return (candidate.Target, own);
        }

        var name = HealthName.OfGroup(candidate);
        var group = Get(name, now);
        return group.OpenUntil is not null && !(own.OpenUntil >= group.OpenUntil) ? (name, group) : (candidate.Target, own);
    }
}
