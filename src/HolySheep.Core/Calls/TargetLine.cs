using System;
using System.Collections.Generic;
using HolySheep.Calls.Routing;
using HolySheep.Failures;
using HolySheep.Health;
using HolySheep.Planning;

namespace HolySheep.Calls;

/// <summary>Prepares a plan's targets for the call, with their health and that of their keys.</summary>
internal static class TargetLine
{
    public static TargetProgress[] Of(CallRoute route, HealthBook book, DateTimeOffset now)
    {
        var candidates = route.Plan.Candidates;
        var line = new TargetProgress[candidates.Count];
        for (var place = 0; place < line.Length; place++)
        {
            line[place] = Of(candidates[place], route.KeysOf(candidates[place].Provider), book, now);
        }

        return line;
    }

    private static TargetProgress Of(RouteCandidate candidate, ProviderKeys keys, HealthBook book, DateTimeOffset now)
    {
        var health = book.Look(candidate, now);
        var target = new TargetProgress(candidate, keys.Pool.Count == 0 ? null : InOrder(candidate, keys, book, now)) { Closed = candidate.Standby };
        var state = health.StateAt(now);
        target.NeedsProbe = NeedsProbe(health, now);
        if (state == CircuitState.Open)
        {
            target.OpenUntil = health.OpenUntil;
            target.OpenByHint = health.ByHint;
        }

        if (keys.Pool.Count > 0)
        {
            target.ChooseKey(now);
        }

        return target;
    }

    /// <summary>The keys in the order of their use. Keys that share the calls begin with another one in each call, and one whose time is over is probed first: its own turn may be far away.</summary>
    private static KeyProgress[] InOrder(RouteCandidate candidate, ProviderKeys keys, HealthBook book, DateTimeOffset now)
    {
        var line = new List<KeyProgress>(keys.Pool.Count);
        var ready = new List<KeyProgress>(keys.Pool.Count);
        for (var index = 0; index < keys.Pool.Count; index++)
        {
            var health = book.Keys.Look(candidate, keys.Pool[index], now);
            var state = health.StateAt(now);
            var isOpen = state == CircuitState.Open;
            var key = new KeyProgress(index) { NeedsProbe = NeedsProbe(health, now), OpenUntil = isOpen ? health.OpenUntil : null, OpenByHint = isOpen && health.ByHint };
            (state == CircuitState.Closed && keys.Turn is not null ? ready : line).Add(key);
        }

        var first = ready.Count == 0 ? 0 : (int)(keys.Turn!.Value % ready.Count);
        for (var place = 0; place < ready.Count; place++)
        {
            line.Add(ready[(first + place) % ready.Count]);
        }

        return [.. line];
    }

    private static bool NeedsProbe(TargetHealth health, DateTimeOffset now) => health.StateAt(now) switch
    {
        CircuitState.Closed => false,
        CircuitState.Open => !health.ByHint,
        _ => true,
    };
}
