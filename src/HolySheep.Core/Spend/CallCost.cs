using HolySheep.Catalog;
using HolySheep.Chat;

namespace HolySheep.Spend;

/// <summary>What tokens cost.</summary>
internal static class CallCost
{
    private const decimal Million = 1_000_000m;

    /// <summary>The cost in USD; null where the price is unknown.</summary>
    public static decimal? Of(ModelPrice? price, ChatUsage usage)
    {
        if (price is null)
        {
            return null;
        }

        // Cached tokens are inside the prompt tokens: they are counted once, at their own price.
        var fresh = usage.PromptTokens - usage.CachedTokens;
        return ((fresh * price.Input) + (usage.CachedTokens * (price.CachedInput ?? price.Input)) + (usage.CompletionTokens * price.Output)) / Million;
    }
}
