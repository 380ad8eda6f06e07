using System.Text.Json.Serialization;
using HolySheep.Chat;

namespace HolySheep.Providers.OpenAI;

/// <summary>Token counts in an OpenAI-style body: this wire format's own members, and Anthropic's, which gateways pass on.</summary>
internal sealed class UsageDto
{
    // Far above any window, and far below where a sum could overflow.
    private const double MostTokens = 1e15;

    [JsonConverter(typeof(LooseNumberConverter))]
    public double? PromptTokens { get; set; }

    [JsonConverter(typeof(LooseNumberConverter))]
    public double? CompletionTokens { get; set; }

    [JsonConverter(typeof(LooseNumberConverter))]
    public double? TotalTokens { get; set; }

    /// <summary>A spelling of cached tokens that some providers use.</summary>
    [JsonConverter(typeof(LooseNumberConverter))]
    public double? PromptCacheHitTokens { get; set; }

    /// <summary>Anthropic's prompt tokens: cached and written ones stand beside them.</summary>
    [JsonConverter(typeof(LooseNumberConverter))]
    public double? InputTokens { get; set; }

    [JsonConverter(typeof(LooseNumberConverter))]
    public double? OutputTokens { get; set; }

    [JsonConverter(typeof(LooseNumberConverter))]
    public double? CacheReadInputTokens { get; set; }

    [JsonConverter(typeof(LooseNumberConverter))]
    public double? CacheCreationInputTokens { get; set; }

    /// <summary>What the answer cost in USD, as aggregators such as OpenRouter say.</summary>
    [JsonConverter(typeof(StatedCostConverter))]
    public decimal? Cost { get; set; }

    public UsageDetailsDto? PromptTokensDetails { get; set; }

    public UsageDetailsDto? CompletionTokensDetails { get; set; }

    public UsageDetailsDto? InputTokensDetails { get; set; }

    public UsageDetailsDto? OutputTokensDetails { get; set; }

    /// <summary>The counts; null where nothing was counted: no prompt has no tokens.</summary>
    public ChatUsage? ToUsage()
    {
        var input = PromptTokensDetails ?? InputTokensDetails;
        var prompt = CountOfFirst(PromptTokens, InputTokens);
        var completion = CountOfFirst(CompletionTokens, OutputTokens);
        var cached = Count(input?.CachedTokens ?? PromptCacheHitTokens ?? CacheReadInputTokens);
        var written = Count(input?.CacheWriteTokens ?? CacheCreationInputTokens);
        if (StandBeside(prompt, completion, cached + written))
        {
            prompt += cached + written;
        }

        if (prompt + completion == 0)
        {
            return null;
        }

        // Some vendors leave what a model thought out of the answer's tokens; then the total, which is billed, has it.
        var reasoning = Count((CompletionTokensDetails ?? OutputTokensDetails)?.ReasoningTokens);
        completion += reasoning > 0 && Count(TotalTokens) == prompt + completion + reasoning ? reasoning : 0;
        cached = System.Math.Min(prompt, cached);
        return new ChatUsage
        {
            PromptTokens = prompt,
            CachedTokens = cached,
            CacheWriteTokens = System.Math.Min(prompt - cached, written),
            CompletionTokens = completion,
            ReasoningTokens = reasoning,
            StatedCost = Cost,
        };
    }

    /// <summary>Whether cached and written tokens come on top of the prompt's. Where nothing tells, they are inside: nothing is charged twice.</summary>
    private bool StandBeside(long prompt, long completion, long cache)
    {
        if (CacheReadInputTokens is null && CacheCreationInputTokens is null)
        {
            return false;
        }

        return Count(PromptTokens) == 0 ? InputTokensDetails is null : prompt < cache || Count(TotalTokens) == prompt + completion + cache;
    }

    // Some gateways send both vendors' members, and 0 in those that they do not fill.
    private static long CountOfFirst(double? own, double? other) => Count(own) is > 0 and var count ? count : Count(other);

    private static long Count(double? number) => number is > 0 and < MostTokens ? (long)number : 0;
}
