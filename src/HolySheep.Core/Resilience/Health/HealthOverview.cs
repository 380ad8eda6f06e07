using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Configuration;
using HolySheep.Errors;
using HolySheep.Routing;
using HolySheep.State;

namespace HolySheep.Resilience.Health;

/// <summary>Shows the health of all that is configured and of all that is known, and forgets it where asked to.</summary>
internal sealed class HealthOverview(HolySheepConfiguration configuration, RouteTable table, ClientState state, TimeProvider timeProvider)
{
    /// <param name="target">Only this one; null means all.</param>
    /// <exception cref="HolySheepException">Nothing has this name.</exception>
    public HealthReport Show(string? target)
    {
        state.Health.Refresh();
        return Report(Names(target));
    }

    /// <param name="target">Only this one; null means all.</param>
    /// <exception cref="HolySheepException">Nothing has this name.</exception>
    public HealthReport Reset(string? target)
    {
        state.Health.Refresh();
        var names = Names(target);
        foreach (var name in names)
        {
            state.Health.Update(name, static _ => TargetHealth.Fine);
        }

        return Report(names);
    }

    private HealthReport Report(IReadOnlyList<string> names)
    {
        var now = timeProvider.GetUtcNow();
        var infos = names.Select(name => Info(name, HealthPolicy.Believable(state.Health.Get(name), now, configuration.Health), now)).ToList();
        return new HealthReport(infos, state.TakeWarning() is { } warning ? [warning] : []);
    }

    private List<string> Names(string? target)
    {
        var all = Configured().Concat(state.Health.All().Keys).Distinct(StringComparer.Ordinal)
            .OrderBy(HealthName.ScopeOf).ThenBy(name => name, StringComparer.Ordinal).ToList();
        if (target is null)
        {
            return all;
        }

        return all.Contains(target, StringComparer.Ordinal)
            ? [target]
            : throw new HolySheepException(
                ErrorCode.TargetUnknown,
                $"Nothing is configured or known as '{target}'{NearestName.Suggest(target, all)}",
                $"All that is: {CommandHint.Health}.");
    }

    /// <summary>The targets of every model that a configuration names.</summary>
    private IEnumerable<string> Configured() =>
        configuration.Models.Keys.Concat(configuration.Chains.Keys).Concat(configuration.Chains.Values.SelectMany(chain => chain)).Append(configuration.Defaults.Model)
            .Distinct(StringComparer.Ordinal)
            .SelectMany(model => RoutePlanner.Plan(new RouteQuery { Model = model, NoFallback = true }, table).Candidates)
            .Select(candidate => candidate.Target);

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
