using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Configuration;
using HolySheep.Errors;
using HolySheep.Health;
using HolySheep.Planning;
using HolySheep.State;

namespace HolySheep.Calls.Overview;

/// <summary>Shows and resets the health of everything that is configured or has a record.</summary>
internal sealed class HealthOverview(HolySheepConfiguration configuration, RouteTable table, IStateBackend state, TimeProvider timeProvider)
{
    /// <param name="target">Only this one; null means all.</param>
    /// <exception cref="HolySheepException">Nothing has this name.</exception>
    public HealthReport Show(string? target)
    {
        StoreWait.For(state.Health.RefreshAsync());
        return Report(Names(target));
    }

    /// <summary>Resets a target together with its quota group, its provider's keys and the limits that servers announced, because each of them alone would hold the next call back.</summary>
    /// <param name="target">A target, a model or a quota group; null means all.</param>
    /// <exception cref="HolySheepException">Nothing has this name.</exception>
    public HealthReport Reset(string? target)
    {
        StoreWait.For(state.Health.RefreshAsync());
        var reach = HealthReach.Of(target, Known(), [.. Configured()], target is null ? [] : Asked(target));
        var reset = HealthChange.Reset(timeProvider.GetUtcNow(), configuration.Health);
        foreach (var name in reach.Names)
        {
            StoreWait.For(state.Health.ChangeAsync(name, reset));
        }

        StoreWait.For(state.Limits.ForgetQuotasAsync([.. StoreWait.For(state.Limits.ListQuotasAsync()).Where(reach.IsQuota)]));
        return Report(reach.Names);
    }

    private HealthReport Report(IReadOnlyList<string> names)
    {
        var now = timeProvider.GetUtcNow();
        var infos = names.Select(name => Info(name, HealthPolicy.Believable(state.Health.Get(name), now, configuration.Health), now)).ToList();
        return new HealthReport(infos, state.TakeWarning() is { } warning ? [warning] : []);
    }

    private List<string> Names(string? target)
    {
        var all = Known();
        return target is null ? all
            : all.Contains(target, StringComparer.Ordinal) ? [target]
            : throw HealthReach.Unknown(target, all);
    }

    private List<string> Known() => Configured().Select(candidate => candidate.Target).Concat(state.Health.All().Keys).Distinct(StringComparer.Ordinal)
        .OrderBy(HealthName.ScopeOf).ThenBy(name => name, StringComparer.Ordinal).ToList();

    /// <summary>The targets of every model that a configuration names.</summary>
    private IEnumerable<RouteCandidate> Configured() =>
        configuration.Models.Keys.Concat(configuration.Chains.Keys).Concat(configuration.Chains.Values.SelectMany(chain => chain)).Append(configuration.Defaults.Model)
            .Distinct(StringComparer.Ordinal)
            .SelectMany(Targets);

    private IReadOnlyList<RouteCandidate> Asked(string name)
    {
        try
        {
            return Targets(name);
        }
        catch (HolySheepException)
        {
            // A name that no call may ask for may still have a health record.
            return [];
        }
    }

    private IReadOnlyList<RouteCandidate> Targets(string model) => RoutePlanner.Plan(new RouteQuery { Model = model, NoFallback = true }, table).Candidates;

    private static TargetHealthInfo Info(string name, TargetHealth health, DateTimeOffset now)
    {
        var current = health.StateAt(now);
        var (calls, failures) = health.Window.Count(now);
        return new TargetHealthInfo
        {
            Target = name,
            Scope = HealthName.ScopeOf(name),
            State = current,
            Since = current == CircuitState.Closed ? health.ClosedAt : health.OpenedAt,
            Until = health.OpenUntil,
            Reason = current == CircuitState.Closed ? null : health.Reason,
            ByHint = current != CircuitState.Closed && health.ByHint,
            FailuresInARow = health.Failures,
            Calls = calls,
            Failures = failures,
            Share = current == CircuitState.Closed ? health.ShareAt(now) : 0,
        };
    }
}
