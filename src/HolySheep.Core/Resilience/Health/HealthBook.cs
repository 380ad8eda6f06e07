using System;
using HolySheep.Chat;
using HolySheep.Configuration;
using HolySheep.Routing;
using HolySheep.State;

namespace HolySheep.Resilience.Health;

/// <summary>What calls know and learn of their targets' health. A target's quota group, where it has one, holds what throttles say.</summary>
internal sealed class HealthBook(IHealthStore store, HealthOptions options)
{
    /// <summary>The worse of the target's health and its group's.</summary>
    public TargetHealth Look(RouteCandidate candidate) => Worse(candidate).Health;

    /// <summary>Takes the one probe of a half-open target; false where another call has it.</summary>
    public bool TryProbe(RouteCandidate candidate, DateTimeOffset now)
    {
        var taken = false;
        store.Update(NameOfOpen(candidate), health =>
        {
            taken = health.StateAt(now) == CircuitState.HalfOpen && health.ProbeIsFree(now);
            return taken ? HealthPolicy.AfterProbeBegan(health, now) : health;
        });
        return taken;
    }

    /// <summary>Gives a probe back that found nothing out.</summary>
    public void GiveUpProbe(RouteCandidate candidate) => store.Update(NameOfOpen(candidate), HealthPolicy.AfterProbeGaveUp);

    public void Answered(RouteCandidate candidate, DateTimeOffset begunAt, DateTimeOffset now)
    {
        store.Update(candidate.Target, health => HealthPolicy.AfterAnswer(health, begunAt, now));
        if (candidate.QuotaGroup != candidate.Target)
        {
            store.Update(GroupOf(candidate), health => HealthPolicy.AfterAnswer(health, begunAt, now));
        }
    }

    /// <returns>True where the target may not be called now.</returns>
    public bool Failed(RouteCandidate candidate, OutcomeKind kind, Failure failure, DateTimeOffset begunAt, DateTimeOffset now)
    {
        if (kind is OutcomeKind.TooLong or OutcomeKind.Refused or OutcomeKind.BadRequest)
        {
            // A verdict on the request is an answer as far as health goes.
            Answered(candidate, begunAt, now);
            return false;
        }

        var name = kind == OutcomeKind.Throttled ? GroupOf(candidate) : candidate.Target;
        return store.Update(name, health => HealthPolicy.AfterFailure(health, kind, failure, begunAt, now, options)).StateAt(now) == CircuitState.Open;
    }

    private string NameOfOpen(RouteCandidate candidate) => Worse(candidate).Name;

    private (string Name, TargetHealth Health) Worse(RouteCandidate candidate)
    {
        var own = store.Get(candidate.Target);
        if (candidate.QuotaGroup == candidate.Target)
        {
            return (candidate.Target, own);
        }

        var name = GroupOf(candidate);
        var group = store.Get(name);
        return group.OpenUntil is not null && !(own.OpenUntil >= group.OpenUntil) ? (name, group) : (candidate.Target, own);
    }

    /// <summary>No target begins so: a provider's name has no space.</summary>
    private static string GroupOf(RouteCandidate candidate) => candidate.QuotaGroup == candidate.Target ? candidate.Target : "group " + candidate.QuotaGroup;
}
