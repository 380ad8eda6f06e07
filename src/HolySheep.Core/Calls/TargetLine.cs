using System;
using HolySheep.Calls.Routing;
using HolySheep.Failures;
using HolySheep.Health;

namespace HolySheep.Calls;

/// <summary>Prepares a plan's targets for the call, with their health.</summary>
internal static class TargetLine
{
    public static TargetProgress[] Of(CallRoute route, HealthBook book, DateTimeOffset now)
    {
        var candidates = route.Plan.Candidates;
        var line = new TargetProgress[candidates.Count];
        for (var place = 0; place < line.Length; place++)
        {
            var candidate = candidates[place];
            var health = book.Look(candidate, now);
            var target = new TargetProgress(candidate, route.KeysOf(candidate.Provider).Count) { Closed = candidate.Standby };
            var state = health.StateAt(now);
            target.NeedsProbe = state != CircuitState.Closed && !(state == CircuitState.Open && health.ByHint);
            if (state == CircuitState.Open)
            {
                target.OpenUntil = health.OpenUntil;
                target.OpenByHint = health.ByHint;
            }

            line[place] = target;
        }

        return line;
    }
}
