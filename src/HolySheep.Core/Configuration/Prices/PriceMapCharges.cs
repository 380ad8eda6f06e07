using System;
using System.Linq;
using System.Text.Json;

namespace HolySheep.Configuration.Prices;

/// <summary>Decides whether an entry of a price map charges for more than the tokens of a plain call.</summary>
internal static class PriceMapCharges
{
    private static readonly string[] Computed =
    [
        "input_cost_per_token", "output_cost_per_token", "cache_read_input_token_cost", "cache_creation_input_token_cost", "output_cost_per_reasoning_token",
    ];

    // Charged only if a caller asks for another service tier, audio, a longer cache or a provider's own tool.
    private static readonly string[] OnRequest =
    [
        "_batches", "_batch", "_priority", "_flex", "audio", "video", "above_1hr", "search_context_cost", "web_search", "code_interpreter", "file_search", "vector_store", "computer_use", "citation",
    ];

    // Models that search the web for every answer charge for every search.
    private static readonly string[] SearchAlways = ["search", "sonar"];

    /// <summary>True if a call has costs besides its tokens, such as a fee per request or image.</summary>
    public static bool HasOther(string model, JsonElement facts) => facts.EnumerateObject().Any(member =>
        member.Name.IndexOf("cost", StringComparison.Ordinal) >= 0 && IsCharged(member.Value) && !Computed.Contains(member.Name) && !PriceMapSteps.IsStep(member.Name) && !IsLeftOut(model, facts, member))
        || (facts.TryGetProperty("tiered_pricing", out var tiers) && tiers.ValueKind == JsonValueKind.Array);

    private static bool IsLeftOut(string model, JsonElement facts, JsonProperty member)
    {
        if (member.Name == "search_context_cost_per_query" && SearchAlways.Any(word => model.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0))
        {
            return false;
        }

        // Image tokens are part of the prompt's tokens and need no separate count if they cost the same.
        return OnRequest.Any(part => member.Name.IndexOf(part, StringComparison.Ordinal) >= 0)
            || (member.Name == "input_cost_per_image_token" && facts.TryGetProperty(Computed[0], out var input) && input.GetRawText() == member.Value.GetRawText());
    }

    private static bool IsCharged(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => !value.TryGetDouble(out var number) || number != 0,
        JsonValueKind.Object or JsonValueKind.Array => true,
        _ => false,
    };
}
