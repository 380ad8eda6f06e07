using System;
using HolySheep.Catalog;
using HolySheep.Chat;

namespace HolySheep.Spend.Pricing;

/// <summary>What tokens cost: the one formula of strategies, dry runs, estimates, results and the ledger.</summary>
internal static class CallCost
{
    private const decimal Million = 1_000_000m;

    // The ledger's unit: what a result says is what the ledger adds up, to the last decimal.
    private const int Decimals = 12;

    /// <summary>The cost in USD, to 12 decimals; null if the price is unknown.</summary>
    public static decimal? Of(ModelPrice? price, ChatUsage usage) => price is null or { OtherCharges: true } ? null : OfPrompt(price, usage) + OfAnswer(price, usage);

    /// <summary>The cost of the prompt in USD, to 12 decimals. Cached and written tokens are inside the prompt's: each is counted once, at its own price.</summary>
    public static decimal OfPrompt(ModelPrice price, ChatUsage usage)
    {
        var step = StepOf(price, usage);
        var cached = Math.Min(usage.CachedTokens, usage.PromptTokens);
        var written = Math.Min(usage.CacheWriteTokens, usage.PromptTokens - cached);
        var input = step?.Input ?? price.Input;
        var sum = (usage.PromptTokens - cached - written) * input;
        if (cached + written > 0)
        {
            sum += (cached * ((step is null ? price.CachedInput : step.CachedInput) ?? input)) + (written * ((step is null ? price.CacheWrite : step.CacheWrite) ?? input));
        }

        return Usd(sum);
    }

    /// <summary>The cost of the answer in USD, to 12 decimals; reasoning is inside it.</summary>
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

    // Divided, which leaves no zeros at the end as a product does.
    private static decimal Usd(decimal perMillion) => decimal.Round(perMillion / Million, Decimals);

    /// <summary>The whole prompt decides, what came from the cache included; then all tokens of the request are billed by the highest step that it passes.</summary>
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
