using System;
using System.Collections.Generic;
using HolySheep.Resilience.Health;

namespace HolySheep.Resilience;

/// <summary>Makes a plan's targets ready to be called, with what their health says.</summary>
internal static class TargetLine
{
    public static IReadOnlyList<TargetProgress> Of(CallRoute route, HealthBook book, DateTimeOffset now)
    {
        var line = new List<TargetProgress>(route.Plan.Candidates.Count);
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
        }

        return line;
    }
}
