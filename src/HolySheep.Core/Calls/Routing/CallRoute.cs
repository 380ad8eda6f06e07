using System.Collections.Generic;
using HolySheep.Chat;
using HolySheep.Planning;

namespace HolySheep.Calls.Routing;

/// <summary>The way of one request: the targets that may be called and the keys they are called with.</summary>
internal sealed record CallRoute(RoutePlan Plan, IReadOnlyDictionary<string, IReadOnlyList<Secret>> Keys, IReadOnlyList<string> Warnings)
{
    private static readonly Dictionary<string, IReadOnlyList<string>> NoDowngrades = [];

    /// <summary>What rules and splits made of the request.</summary>
    public RouteChoice? Choice { get; init; }

    /// <summary>True where the answer is dropped: it is only counted, and booked.</summary>
    public bool IsShadow { get; init; }

    /// <summary>The prompt's size matters only where targets with different windows could take over from each other.</summary>
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

    /// <summary>Per budget that downgrades, the models that answer once it is spent.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Downgrades { get; init; } = NoDowngrades;

    public IReadOnlyList<Secret> KeysOf(string provider) => Keys[provider];
}
