using System.Collections.Generic;
using HolySheep.Planning;

namespace HolySheep.Calls.Routing;

/// <summary>The route of one request: the targets that may be called, and their keys.</summary>
internal sealed record CallRoute(RoutePlan Plan, IReadOnlyDictionary<string, ProviderKeys> Keys, IReadOnlyList<string> Warnings)
{
    private static readonly Dictionary<string, IReadOnlyList<string>> NoDowngrades = [];

    /// <summary>The decision of rules and splits.</summary>
    public RouteChoice? Choice { get; init; }

    /// <summary>True if the answer is dropped, and only counted and booked.</summary>
    public bool IsShadow { get; init; }

    /// <summary>The size of the prompt, which matters only if targets with different windows could take over from each other.</summary>
    public bool NeedsPromptSize
    {
        get
        {
            var candidates = Plan.Candidates;
            for (var place = 0; candidates.Count > 1 && place < candidates.Count; place++)
            {
                if (candidates[place].ContextWindow is null)
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>For each budget that downgrades, the models that answer once its limit is reached.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Downgrades { get; init; } = NoDowngrades;

    public ProviderKeys KeysOf(string provider) => Keys[provider];
}
