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

        Set(node, "batch", price.Batch);
        Set(node, "flex", price.Flex);
        if (price.Until is not null)
        {
            node["until"] = price.Until;
        }

        if (price.After is { } after)
        {
            node["after"] = Of(after);
        }

        if (price.OtherCharges)
        {
            node["otherCharges"] = true;
        }

        return node;
    }

    private static JsonObject Fill(JsonObject node, decimal input, decimal? cachedInput, decimal? cacheWrite, decimal output, decimal? reasoning)
    {
        node["input"] = input;
        Set(node, "cachedInput", cachedInput);
        Set(node, "cacheWrite", cacheWrite);
        node["output"] = output;
        Set(node, "reasoning", reasoning);
        return node;
    }

    private static void Set(JsonObject node, string name, decimal? price)
    {
        if (price is { } value)
        {
            node[name] = value;
        }
    }
}
