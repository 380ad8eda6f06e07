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
        var asked = plan.Excluded.Where(target => target.Filter is not (RouteFilter.Caller or RouteFilter.Repeated or RouteFilter.Drained)).ToList();
        if (asked.Count > 0 && asked.All(target => target.Filter == RouteFilter.Window))
        {
            return new HolySheepException(
                ErrorCode.PromptTooLong,
                $"The prompt fits no target's window, and no target was asked: {reasons}.",
                "Shorten the prompt, lower the token limit, or name a model with a larger window as fallback.");
        }

        return new HolySheepException(
            ErrorCode.NoTargetEligible,
            $"No target can answer: {reasons}.",
            asked.Any(target => target.Filter == RouteFilter.Capability)
                ? "Name a fallback model that supports the request, or change the request."
                : "Name other providers, or give the model a target at one of them.");
    }
}
