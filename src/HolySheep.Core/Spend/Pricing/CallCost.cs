using System;
using HolySheep.Catalog;
using HolySheep.Chat;

namespace HolySheep.Spend.Pricing;

/// <summary>Calculates the cost of tokens: the one formula for strategies, dry runs, estimates, results and the ledger.</summary>
internal static class CallCost
{
    private const decimal Million = 1_000_000m;

    // A cache write without a price of its own: every vendor that charges for writes takes this, and one that does not reports none. [platform.claude.com, developers.openai.com, help.aliyun.com, platform.minimax.io: prompt caching]
    private const decimal CacheWriteFactor = 1.25m;

    // A cache that lives for an hour: the price of every vendor that has one. [platform.claude.com: prompt caching]
    private const decimal HourCacheFactor = 2m;

    // The ledger's unit, so that results add up to the ledger's sums to the last decimal.
    private const int Decimals = 12;

    /// <summary>The lane that an answer came in.</summary>
    public static ServiceLane LaneOf(ChatUsage usage) => usage.IsBatch ? ServiceLane.Batch : usage.IsFlex ? ServiceLane.Flex : ServiceLane.Standard;

    /// <summary>The cost in USD, to 12 decimals; null if the price is unknown, or if more than the tokens is billed.</summary>
    public static decimal? Of(ModelPrice? price, ChatUsage usage)
    {
        price = price?.In(LaneOf(usage));
        return price is null or { OtherCharges: true } || usage.OtherCharge is not null ? null : OfPrompt(price, usage) + OfAnswer(price, usage);
    }

    /// <summary>The cost in a lane in USD, to 12 decimals; null if the price there is unknown.</summary>
    public static decimal? Of(ModelPrice? price, ChatUsage usage, ServiceLane lane) => lane == ServiceLane.Standard ? Of(price, usage) : Of(price?.In(lane), usage with { IsFlex = false, IsBatch = false });

    /// <summary>The cost of the prompt in USD, to 12 decimals. Cached and written tokens are part of the prompt's tokens; each is counted once, at its own price.</summary>
    public static decimal OfPrompt(ModelPrice price, ChatUsage usage)
    {
        var step = StepOf(price, usage);
        var cached = Math.Min(usage.CachedTokens, usage.PromptTokens);
        var written = Math.Min(usage.CacheWriteTokens, usage.PromptTokens - cached);
        var input = step?.Input ?? price.Input;
        var sum = (usage.PromptTokens - cached - written) * input;
        if (cached + written > 0)
        {
            var forHour = Math.Min(usage.HourCacheWriteTokens, written);
            sum += (cached * ((step is null ? price.CachedInput : step.CachedInput) ?? input)) + ((written - forHour) * ((step is null ? price.CacheWrite : step.CacheWrite) ?? (CacheWriteFactor * input))) + (forHour * HourCacheFactor * input);
        }

        return Usd(sum);
    }

    /// <summary>The cost of the answer in USD, to 12 decimals, including reasoning.</summary>
    public static decimal OfAnswer(ModelPrice price, ChatUsage usage)
    {
        var step = StepOf(price, usage);
        var reasoning = Math.Min(usage.ReasoningTokens, usage.CompletionTokens);
        var output = step?.Output ?? price.Output;
        var sum = (usage.CompletionTokens - reasoning) * output;
        if (reasoning > 0)
        {
            sum += reasoning * ((step is null ? price.Reasoning : step.Reasoning) ?? output);
        }

        return Usd(sum);
    }

    // A division leaves no trailing zeros, as a product would.
    private static decimal Usd(decimal perMillion) => decimal.Round(perMillion / Million, Decimals);

    /// <summary>The whole prompt, including cached tokens, selects the price step; then all tokens of the request are billed at the highest step that it exceeds.</summary>
    private static LongContextPrice? StepOf(ModelPrice price, ChatUsage usage)
    {
        var steps = price.LongContext;
        for (var last = steps.Count - 1; last >= 0; last--)
        {
            if (usage.PromptTokens > steps[last].From)
            {
                return steps[last];
            }
        }

        return null;
    }
}
