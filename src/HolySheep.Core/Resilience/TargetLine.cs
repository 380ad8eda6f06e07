using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Resilience.Health;

namespace HolySheep.Resilience;

/// <summary>Puts the targets of a route in line, with what their health says.</summary>
internal static class TargetLine
{
    public static IReadOnlyList<TargetProgress> Of(CallRoute route, HealthBook book, Func<double> randomness, DateTimeOffset now)
    {
        var line = new List<TargetProgress>(route.Plan.Candidates.Count);
        List<TargetProgress>? returning = null;
        foreach (var candidate in route.Plan.Candidates)
        {
            var health = book.Look(candidate, now);
            var target = new TargetProgress(candidate, route.KeysOf(candidate.Provider).Count) { Closed = candidate.Standby };
            var state = health.StateAt(now);
            target.NeedsProbe = state != CircuitState.Closed && !(state == CircuitState.Open && health.ByHint);
            if (state == CircuitState.Open)
            {
                target.OpenUntil = health.OpenUntil;
                target.OpenByHint = health.ByHint;
            }

            line.Add(target);
            if (health.ShareAt(now) is var share && share < 1 && randomness() >= share)
            {
                (returning ??= []).Add(target);
            }
        }

        // A target that has just come back takes a part of its calls: in the others its siblings go before it.
        return returning is null ? line : line.OrderBy(target => target.Candidate.ChainIndex).ThenBy(target => returning.Contains(target)).ToList();
    }
}
