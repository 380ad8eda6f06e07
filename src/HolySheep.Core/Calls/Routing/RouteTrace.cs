using System.Linq;
using HolySheep.Calls.Overview;
using HolySheep.Chat;

namespace HolySheep.Calls.Routing;

/// <summary>Tells the caller the way of its request before anybody is asked, where it listens.</summary>
internal static class RouteTrace
{
    public static void Tell(ChatCall call, CallServices services)
    {
        if (call.Request.Trace is not null)
        {
            TellListener(call, services);
        }
    }

    private static void TellListener(ChatCall call, CallServices services)
    {
        call.Trace(ChatTraceLevel.Verbose, call, static call => $"Targets in order: {string.Join(", ", call.Route.Plan.Candidates.Select(candidate => candidate.Target))}.");
        var now = services.TimeProvider.GetUtcNow();
        var left = call.Route.Plan.Excluded.Select(target => (target.Target, Reason: (string?)target.Reason))
            .Concat(call.Route.Plan.Candidates.Select(candidate => (candidate.Target, Reason: RouteReporter.OpenReason(services, candidate, now))));
        foreach (var target in left.Where(target => target.Reason is not null))
        {
            call.Trace(ChatTraceLevel.Verbose, target, static target => $"Left out: {target.Target}: {target.Reason}.");
        }
    }
}
