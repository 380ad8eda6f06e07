using System.Text.Json;
using HolySheep.Catalog;

namespace HolySheep.Cli.Output;

/// <summary>The JSON form of a price: every key is always present.</summary>
internal static class PriceJson
{
    public static void WriteMembers(Utf8JsonWriter json, ModelPrice? price)
    {
        JsonLine.WriteNumber(json, "input", price?.Input);
        JsonLine.WriteNumber(json, "output", price?.Output);
        JsonLine.WriteNumber(json, "cached_input", price?.CachedInput);
        JsonLine.WriteNumber(json, "cache_write", price?.CacheWrite);
        JsonLine.WriteNumber(json, "reasoning", price?.Reasoning);
        json.WritePropertyName("long_context");
        if (price?.LongContext is not { Count: > 0 } steps)
        {
            json.WriteNullValue();
            return;
        }

        // The first step contains the others, so that readers of a single step find it in its old place.
        WriteStep(json, steps[0], () =>
        {
            json.WriteStartArray("more_steps");
            for (var place = 1; place < steps.Count; place++)
            {
                WriteStep(json, steps[place], () => { });
            }

            json.WriteEndArray();
        });
    }

    private static void WriteStep(Utf8JsonWriter json, LongContextPrice step, System.Action more)
    {
        json.WriteStartObject();
        json.WriteNumber("from", step.From);
        JsonLine.WriteNumber(json, "input", step.Input);
        JsonLine.WriteNumber(json, "output", step.Output);
        JsonLine.WriteNumber(json, "cached_input", step.CachedInput);
        JsonLine.WriteNumber(json, "cache_write", step.CacheWrite);
        JsonLine.WriteNumber(json, "reasoning", step.Reasoning);
        more();
        json.WriteEndObject();
    }
}
