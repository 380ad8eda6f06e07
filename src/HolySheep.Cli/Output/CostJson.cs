using System.Collections.Generic;
using System.Text.Json;
using HolySheep.Spend.Pricing;

namespace HolySheep.Cli.Output;

/// <summary>The JSON form of a cost comparison: a list in which every key is always present.</summary>
internal static class CostJson
{
    public static string Of(IEnumerable<CostEstimate> estimates) => JsonLine.OfList(estimates, Write);

    private static void Write(Utf8JsonWriter json, CostEstimate estimate)
    {
        json.WriteStartObject();
        json.WriteString("model", estimate.Model);
        json.WriteString("provider", estimate.Provider);
        json.WriteNumber("items", estimate.Items);
        json.WriteNumber("prompt_tokens", estimate.PromptTokens);
        json.WriteBoolean("estimated", estimate.Estimated);
        json.WriteNumber("output_tokens", estimate.OutputTokens);
        JsonLine.WriteNumber(json, "input_cost_usd", estimate.InputCost);
        JsonLine.WriteNumber(json, "output_cost_usd", estimate.OutputCost);
        JsonLine.WriteNumber(json, "cost_usd", estimate.Cost);
        json.WriteString("cost_reason", estimate.CostReason);
        JsonLine.WriteNumber(json, "context_window", estimate.ContextWindow);
        JsonLine.WriteBoolean(json, "fits", estimate.Fits);
        JsonLine.WriteNumber(json, "too_long", estimate.TooLong);
        json.WriteStartObject("price");
        PriceJson.WriteMembers(json, estimate.Price?.Price);
        json.WriteEndObject();
        json.WriteString("price_source", estimate.Price?.Source);
        json.WriteString("price_date", estimate.Price?.Date);
        json.WriteEndObject();
    }
}
