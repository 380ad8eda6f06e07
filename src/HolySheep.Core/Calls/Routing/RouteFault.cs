using System.Linq;
using HolySheep.Errors;
using HolySheep.Planning;

namespace HolySheep.Calls.Routing;

/// <summary>Tells the caller why nobody may be asked.</summary>
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
                $"The prompt fits nobody's window, and nobody was asked: {reasons}.",
                "Shorten the prompt, lower the limit of tokens, or name a model with a larger window as fallback.");
        }

        return new HolySheepException(
            ErrorCode.NoTargetEligible,
            $"Nothing may answer: {reasons}.",
            asked.Any(target => target.Filter == RouteFilter.Capability)
                ? "Name a model as fallback that can do what is asked, or ask without it."
                : "Name other providers, or give the model a target at one of them.");
    }
}
