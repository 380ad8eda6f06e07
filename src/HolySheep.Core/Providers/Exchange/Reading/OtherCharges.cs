using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;

namespace HolySheep.Providers.Exchange.Reading;

/// <summary>Reads what a provider bills beside the tokens, or at another price than theirs: its own tools, a tier of service, a speed, a place.</summary>
internal static class OtherCharges
{
    /// <summary>The flexible tier, for which the catalogue has prices.</summary>
    public const string Flex = "the flex tier";

    private const double MostRequests = 1e9;

    // Tiers at the usual price. Answers of a batch are read only where a batch is collected, at its own price.
    // [OpenAI: service_tier; Anthropic: service_tier; Groq: service tiers; Gemini: serviceTier; Vertex: trafficType]
    private static readonly HashSet<string> UsualTiers = new(StringComparer.OrdinalIgnoreCase)
    {
        "", "auto", "default", "standard", "standard_only", "on_demand", "batch", "unspecified", "service_tier_unspecified", "traffic_type_unspecified",
    };

    // Only known words reach the caller: what a provider writes here could be anything.
    private static readonly Dictionary<string, string> OtherTiers = new(StringComparer.OrdinalIgnoreCase)
    {
        ["priority"] = "the priority tier",
        ["on_demand_priority"] = "the priority tier",
        ["flex"] = Flex,
        ["on_demand_flex"] = Flex,
        ["scale"] = "the scale tier",
        ["performance"] = "the performance tier",
        ["provisioned_throughput"] = "provisioned throughput",
    };

    // Anthropic bills 1.1 times the price where the place is asked for. [platform.claude.com: data residency]
    private static readonly HashSet<string> UsualPlaces = new(StringComparer.OrdinalIgnoreCase) { "", "global", "not_available" };

    // The provider's own searches: Perplexity, xAI.
    private static readonly string[] Counters = ["num_search_queries", "num_sources_used", "num_server_side_tools_used"];

    /// <summary>What the token counts of an answer tell of other charges; null if nothing.</summary>
    public static string? Of(JsonElement usage)
    {
        var tools = JsonMember.Of(usage, "server_tool_use");
        var uses = tools.ValueKind == JsonValueKind.Object ? tools.EnumerateObject().Sum(tool => Count(tool.Value)) : 0;
        uses = Math.Max(uses, Counters.Max(name => Count(JsonMember.Of(usage, name))));
        return uses > 0 ? ToolsOf(uses)
            : Text(usage, "speed") is { } speed && string.Equals(speed, "fast", StringComparison.OrdinalIgnoreCase) ? "the fast speed"
            : OfTier(Text(usage, "service_tier") ?? Text(usage, "serviceTier") ?? Text(usage, "trafficType"))
            ?? (Text(usage, "inference_geo") is { } place && !UsualPlaces.Contains(place) ? "an answer from one place" : null);
    }

    /// <summary>What a tier of service is billed at, if not at the usual price.</summary>
    public static string? OfTier(string? tier) =>
        tier is null || UsualTiers.Contains(tier.Trim()) ? null : OtherTiers.TryGetValue(tier.Trim(), out var known) ? known : "another tier of service";

    /// <summary>The requests of tools that the provider itself ran.</summary>
    public static string ToolsOf(long uses) => $"the provider's own tools ({uses} {(uses == 1 ? "request" : "requests")})";

    // The raw text: an unpaired surrogate must not end the reading.
    private static string? Text(JsonElement parent, string name) => JsonMember.Of(parent, name) is { ValueKind: JsonValueKind.String } text ? text.GetRawText().Trim('"') : null;

    private static long Count(JsonElement value) => JsonMember.Number(value) is > 0 and < MostRequests and var number ? (long)number : 0;
}
