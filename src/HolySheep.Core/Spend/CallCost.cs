using System;
using HolySheep.Catalog;
using HolySheep.Chat;

namespace HolySheep.Spend;

/// <summary>What tokens cost.</summary>
internal static class CallCost
{
    private const decimal Million = 1_000_000m;

    /// <summary>The cost in USD, exact; null where the price is unknown.</summary>
    public static decimal? Of(ModelPrice? price, ChatUsage usage) => price is null ? null : OfPrompt(price, usage) + OfAnswer(price, usage);

    /// <summary>The cost of the prompt in USD. Cached and written tokens are inside the prompt's: each is counted once, at its own price.</summary>
    public static decimal OfPrompt(ModelPrice price, ChatUsage usage)
    {
        var tier = TierOf(price, usage);
        var cached = Math.Min(usage.CachedTokens, usage.PromptTokens);
        var written = Math.Min(usage.CacheWriteTokens, usage.PromptTokens - cached);
        var fresh = usage.PromptTokens - cached - written;
        var input = tier?.Input ?? price.Input;
        var cachedInput = tier is null ? price.CachedInput : tier.CachedInput;
        var cacheWrite = tier is null ? price.CacheWrite : tier.CacheWrite;
        return ((fresh * input) + (cached * (cachedInput ?? input)) + (written * (cacheWrite ?? input))) / Million;
    }

    /// <summary>The cost of the answer in USD; reasoning is inside it.</summary>
    public static decimal OfAnswer(ModelPrice price, ChatUsage usage)
    {
        var tier = TierOf(price, usage);
        var reasoning = Math.Min(usage.ReasoningTokens, usage.CompletionTokens);
        var output = tier?.Output ?? price.Output;
        var thought = tier is null ? price.Reasoning : tier.Reasoning;
        return (((usage.CompletionTokens - reasoning) * output) + (reasoning * (thought ?? output))) / Million;
    }

    /// <summary>The whole prompt decides, what came from the cache included; then all tokens of the request are billed by the tier.</summary>
    private static LongContextPrice? TierOf(ModelPrice price, ChatUsage usage) =>
        price.LongContext is { } tier && usage.PromptTokens > tier.From ? tier : null;
}
