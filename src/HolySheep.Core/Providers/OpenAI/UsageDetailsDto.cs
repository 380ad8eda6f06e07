using System.Text.Json.Serialization;

namespace HolySheep.Providers.OpenAI;

/// <summary>What token counts are made of.</summary>
internal sealed class UsageDetailsDto
{
    [JsonConverter(typeof(LooseNumberConverter))]
    public double? CachedTokens { get; set; }

    [JsonConverter(typeof(LooseNumberConverter))]
    public double? CacheWriteTokens { get; set; }

    [JsonConverter(typeof(LooseNumberConverter))]
    public double? ReasoningTokens { get; set; }
}
