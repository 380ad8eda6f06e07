using System.Text.Json.Serialization;
using HolySheep.Chat;

namespace HolySheep.Providers.OpenAI;

/// <summary>Token counts as this wire format sends them: cached ones are inside the prompt's.</summary>
internal sealed class UsageDto
{
    [JsonConverter(typeof(LooseNumberConverter))]
    public double? PromptTokens { get; set; }

    [JsonConverter(typeof(LooseNumberConverter))]
    public double? CompletionTokens { get; set; }

    /// <summary>A spelling of cached tokens that some providers use.</summary>
    [JsonConverter(typeof(LooseNumberConverter))]
    public double? PromptCacheHitTokens { get; set; }

    public UsageDetailsDto? PromptTokensDetails { get; set; }

    public UsageDetailsDto? CompletionTokensDetails { get; set; }

    /// <summary>The counts; null where nothing was counted: no prompt has no tokens.</summary>
    public ChatUsage? ToUsage() => Count(PromptTokens) + Count(CompletionTokens) == 0 ? null : new()
    {
        PromptTokens = Count(PromptTokens),
        CachedTokens = System.Math.Min(Count(PromptTokens), Count(PromptTokensDetails?.CachedTokens ?? PromptCacheHitTokens)),
        CompletionTokens = Count(CompletionTokens),
        ReasoningTokens = Count(CompletionTokensDetails?.ReasoningTokens),
    };

    private static long Count(double? number) => number is > 0 and < long.MaxValue ? (long)number : 0;
}
