using System.Linq;
using HolySheep.Calls.Overview;

namespace HolySheep.Calls.Routing;

/// <summary>Reports the route of a request to its caller before any target is asked, if it listens.</summary>
internal static class RouteTrace
{
    public static void Tell(CallState call, CallServices services)
    {
        foreach (var reason in call.Route.Choice?.Reasons ?? [])
        {
            services.Trace.Verbose(call, reason, static reason => reason);
        }

        if (call.Request.Trace is not null)
        {
            TellTargets(call, services);
        }
    }

    private static void TellTargets(CallState call, CallServices services)
    {
        services.Trace.Verbose(call, call, static call => $"Targets in order: {string.Join(", ", call.Route.Plan.Candidates.Select(candidate => candidate.Target))}.");
        var now = services.TimeProvider.GetUtcNow();
        var left = call.Route.Plan.Excluded.Select(target => (target.Target, Reason: (string?)target.Reason))
            .Concat(call.Route.Plan.Candidates.Select(candidate => (candidate.Target, Reason: RouteReporter.OpenReason(services.Health.Look(candidate, call.Route.KeysOf(candidate.Provider).Pool, now), now))));
        foreach (var target in left.Where(target => target.Reason is not null))
        {
            services.Trace.Verbose(call, target, static target => $"Left out: {target.Target}: {target.Reason}.");
        }
    }
}
