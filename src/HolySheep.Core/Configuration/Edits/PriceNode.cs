using System.Linq;
using System.Text.Json.Nodes;
using HolySheep.Catalog;

namespace HolySheep.Configuration.Edits;

/// <summary>Writes a price in the format of the files.</summary>
internal static class PriceNode
{
    /// <summary>The node of a price; unknown members are left out.</summary>
    public static JsonObject Of(ModelPrice price)
    {
        var node = Fill(new JsonObject(), price.Input, price.CachedInput, price.CacheWrite, price.Output, price.Reasoning);
        var steps = price.LongContext.Select(step => Fill(new JsonObject { ["from"] = step.From }, step.Input, step.CachedInput, step.CacheWrite, step.Output, step.Reasoning)).ToList();
        if (steps.Count > 0)
        {
            // A single step is written in the format of earlier versions.
            node["longContext"] = steps.Count == 1 ? steps[0] : new JsonArray([.. steps]);
        }

        Nodes.Set(node, "batch", price.Batch);
        Nodes.Set(node, "flex", price.Flex);
        Nodes.Set(node, "until", price.Until);
        Nodes.Set(node, "after", price.After is { } after ? Of(after) : null);
        if (price.OtherCharges)
        {
            node["otherCharges"] = true;
        }

        return node;
    }

    private static JsonObject Fill(JsonObject node, decimal input, decimal? cachedInput, decimal? cacheWrite, decimal output, decimal? reasoning)
    {
        node["input"] = input;
        Nodes.Set(node, "cachedInput", cachedInput);
        Nodes.Set(node, "cacheWrite", cacheWrite);
        node["output"] = output;
        Nodes.Set(node, "reasoning", reasoning);
        return node;
    }
}
