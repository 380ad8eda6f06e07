using System.Text.Json;
using HolySheep.Catalog;

namespace HolySheep.Cli.Output;

/// <summary>The JSON form of a price: every key always there.</summary>
internal static class PriceJson
{
    public static void WriteMembers(Utf8JsonWriter json, ModelPrice? price)
    {
        JsonLine.WriteNumber(json, "input", price?.Input);
        JsonLine.WriteNumber(json, "output", price?.Output);
        JsonLine.WriteNumber(json, "cached_input", price?.CachedInput);
        JsonLine.WriteNumber(json, "cache_write", price?.CacheWrite);
        JsonLine.WriteNumber(json, "reasoning", price?.Reasoning);
        if (price?.LongContext is not { } tier)
        {
            json.WriteNull("long_context");
            return;
        }

        json.WriteStartObject("long_context");
        json.WriteNumber("from", tier.From);
        JsonLine.WriteNumber(json, "input", tier.Input);
        JsonLine.WriteNumber(json, "output", tier.Output);
        JsonLine.WriteNumber(json, "cached_input", tier.CachedInput);
        JsonLine.WriteNumber(json, "cache_write", tier.CacheWrite);
        JsonLine.WriteNumber(json, "reasoning", tier.Reasoning);
        json.WriteEndObject();
    }
}
