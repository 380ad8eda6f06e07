using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Configuration.Options;
using HolySheep.Failures;
using HolySheep.Planning;

namespace HolySheep.Health;

/// <summary>Reads and updates the health of targets. A target's quota group, if it has one, records throttling; what concerns one of several keys is recorded in <see cref="Keys"/>.</summary>
internal sealed class HealthBook(IHealthStore store, HealthOptions options)
{
    /// <summary>The health of keys that are several of a provider.</summary>
    public KeyHealthBook Keys { get; } = new(store, options);

    /// <summary>Reads what other processes have written.</summary>
    public ValueTask RefreshAsync() => store.RefreshAsync();

    /// <summary>The worse health of the target and its group.</summary>
    public TargetHealth Look(RouteCandidate candidate, DateTimeOffset now) => Worse(candidate, now).Health;

    /// <summary>The health of the target as its callers meet it: no better than that of its best key.</summary>
    /// <param name="candidate">The target.</param>
    /// <param name="pool">The keys of its provider if there are several; otherwise empty.</param>
    /// <param name="now">The time.</param>
    public TargetHealth Look(RouteCandidate candidate, IReadOnlyList<Secret> pool, DateTimeOffset now) =>
        pool.Count == 0 ? Look(candidate, now) : TargetHealth.Worse(Look(candidate, now), Keys.BestOf(candidate, pool, now));

    /// <summary>Takes the one probe of a half-open target; false if another call has it.</summary>
    public async ValueTask<bool> TryProbeAsync(RouteCandidate candidate, DateTimeOffset now) =>
        (await store.ChangeAsync(Worse(candidate, now).Name, HealthChange.ProbeBegan(now, options)).ConfigureAwait(false)).TookProbe;

    /// <summary>Returns a probe that had no result.</summary>
    public async ValueTask GiveUpProbeAsync(RouteCandidate candidate, DateTimeOffset now) =>
        await store.ChangeAsync(Worse(candidate, now).Name, HealthChange.ProbeGaveUp(now, options)).ConfigureAwait(false);

    /// <param name="candidate">The target that answered.</param>
    /// <param name="begunAt">When the call began.</param>
    /// <param name="now">The time.</param>
    public async ValueTask AnsweredAsync(RouteCandidate candidate, DateTimeOffset begunAt, DateTimeOffset now)
    {
        var answered = HealthChange.Answered(begunAt, now, options);
        await store.ChangeAsync(candidate.Target, answered).ConfigureAwait(false);
        if (candidate.QuotaGroup != candidate.Target)
        {
            await store.ChangeAsync(HealthName.OfGroup(candidate), answered).ConfigureAwait(false);
        }
    }

    /// <param name="candidate">The target that failed.</param>
    /// <param name="kind">The kind of failure.</param>
    /// <param name="failure">The failure.</param>
    /// <param name="begunAt">When the call began.</param>
    /// <param name="now">The time.</param>
    /// <param name="ofRequest">The number of counted failures of this target in the same request, including this one.</param>
    /// <returns>True if the target may not be called now.</returns>
    public async ValueTask<bool> FailedAsync(RouteCandidate candidate, OutcomeKind kind, Failure failure, DateTimeOffset begunAt, DateTimeOffset now, int ofRequest)
    {
        if (FailureTable.ConcernsRequestAlone(kind))
        {
            return false;
        }

        var name = kind == OutcomeKind.Throttled ? HealthName.OfGroup(candidate) : candidate.Target;
        var outcome = await store.ChangeAsync(name, HealthChange.Failed(kind, failure, begunAt, now, options, ofRequest)).ConfigureAwait(false);
        return outcome.Health.StateAt(now) == CircuitState.Open;
    }

    private TargetHealth Get(string name, DateTimeOffset now) => HealthPolicy.Believable(store.Get(name), now, options);

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
