using System.Linq;
using HolySheep.Errors;
using HolySheep.Planning;

namespace HolySheep.Calls.Routing;

/// <summary>Creates the error if no target can be asked.</summary>
internal static class RouteFault
{
    /// <summary>The error of a plan without a target; no call was made.</summary>
    public static HolySheepException Of(RoutePlan plan)
    {
        var reasons = string.Join("; ", plan.Excluded.Select(target => $"{target.Target}: {target.Reason}"));
        var asked = plan.Excluded.Where(target => target.Filter is not (RouteFilter.Caller or RouteFilter.Repeated or RouteFilter.Drained or RouteFilter.Disabled)).ToList();
        if (asked.Count > 0 && asked.All(target => target.Filter == RouteFilter.Window))
        {
            return new HolySheepException(
                ErrorCode.PromptTooLong,
                $"The prompt fits no target's window, and no target was asked: {reasons}.",
                "Shorten the prompt, lower the token limit, or name a model with a larger window as fallback.");
        }

        if (plan.Excluded.Count > 0 && plan.Excluded.All(target => target.Filter == RouteFilter.Disabled))
        {
            var providers = plan.Excluded.Select(target => target.Candidate.Provider).Distinct().ToList();
            return new HolySheepException(
                ErrorCode.NoTargetEligible,
                $"No target can answer: {reasons}.",
                $"Enable it ({CommandHint.EnableProvider(providers[0])}), or name a model of another provider.");
        }

        return new HolySheepException(
            ErrorCode.NoTargetEligible,
            $"No target can answer: {reasons}.",
            asked.Any(target => target.Filter == RouteFilter.Capability)
                ? "Name a fallback model that supports the request, or change the request."
                : "Name other providers, or give the model a target at one of them.")
        {
            // Another call of the same request fails too: a disabled provider or a missing key would make that untrue.
            IsOfRequest = asked.Count > 0 && plan.Excluded.All(target => target.Filter is RouteFilter.Capability or RouteFilter.Window or RouteFilter.Repeated),
        };
    }
}
