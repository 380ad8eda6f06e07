using System.Collections.Generic;
using System.IO;
using System.Text.Json;

namespace HolySheep.Catalog;

/// <summary>Reads the catalog that ships with HolySheep; an unknown member is an error in that file.</summary>
// Written by hand, because every first call reads it: the number converters of JSON metadata are compiled in each process, even if HolySheep is compiled ahead of time.
internal static class CatalogFile
{
    /// <summary>The entries of a catalog.</summary>
    /// <exception cref="JsonException">The text is not a catalog.</exception>
    public static IReadOnlyList<ModelEntry> Read(Stream stream)
    {
        using var document = JsonDocument.Parse(stream);
        var models = document.RootElement.GetProperty("models");
        var entries = new List<ModelEntry>(models.GetArrayLength());
        foreach (var model in models.EnumerateArray())
        {
            entries.Add(ReadEntry(model));
        }

        return entries;
    }

    private static ModelEntry ReadEntry(JsonElement model)
    {
        var entry = new ModelEntry { Id = model.GetProperty("id").GetString()! };
        foreach (var member in model.EnumerateObject())
        {
            var value = member.Value;
            entry = member.Name switch
            {
                "id" => entry,
                "aliases" => entry with { Aliases = ReadNames(value) },
                "spellings" => entry with { Spellings = ReadNames(value) },
                "contextWindow" => entry with { ContextWindow = value.GetInt32() },
                "maxOutput" => entry with { MaxOutput = value.GetInt32() },
                "tools" => entry with { Tools = value.GetBoolean() },
                "images" => entry with { Images = value.GetBoolean() },
                "jsonSchema" => entry with { JsonSchema = value.GetBoolean() },
                "tokenizer" => entry with { Tokenizer = value.GetString() },
                "reasonsFirst" => entry with { ReasonsFirst = value.GetBoolean() },
                "maxCompletionTokens" => entry with { MaxCompletionTokens = value.GetBoolean() },
                "responsesOnly" => entry with { ResponsesOnly = value.GetBoolean() },
                "retires" => entry with { Retires = ReadRetirement(value) },
                "price" => entry with { Price = ReadPrice(value) },
                "pricedAt" => entry with { PricedAt = ReadNames(value) },
                "regionalFactor" => entry with { RegionalFactor = value.GetDecimal() },
                "at" => entry with { At = ReadVendors(value) },
                "source" => entry with { Source = value.GetString() },
                "date" => entry with { Date = value.GetString() },
                "effectiveFrom" => entry with { EffectiveFrom = value.GetString() },
                _ => throw Unknown(member),
            };
        }

        return entry;
    }

    private static VendorFacts[] ReadVendors(JsonElement values)
    {
        var vendors = new VendorFacts[values.GetArrayLength()];
        for (var place = 0; place < vendors.Length; place++)
        {
            vendors[place] = ReadVendor(values[place]);
        }

        return vendors;
    }

    private static VendorFacts ReadVendor(JsonElement value)
    {
        var facts = new VendorFacts(value.GetProperty("vendor").GetString()!, value.GetProperty("source").GetString()!, value.GetProperty("date").GetString()!);
        foreach (var member in value.EnumerateObject())
        {
            facts = member.Name switch
            {
                "vendor" or "source" or "date" => facts,
                "contextWindow" => facts with { ContextWindow = member.Value.GetInt32() },
                "maxOutput" => facts with { MaxOutput = member.Value.GetInt32() },
                "price" => facts with { Price = ReadPrice(member.Value) },
                _ => throw Unknown(member),
            };
        }

        return facts;
    }

    private static ModelRetirement ReadRetirement(JsonElement value)
    {
        var retirement = new ModelRetirement(
            value.GetProperty("vendor").GetString()!, value.GetProperty("date").GetString()!, null, value.GetProperty("source").GetString()!, value.GetProperty("read").GetString()!);
        foreach (var member in value.EnumerateObject())
        {
            retirement = member.Name switch
            {
                "vendor" or "date" or "source" or "read" => retirement,
                "successor" => retirement with { Successor = member.Value.GetString() },
                _ => throw Unknown(member),
            };
        }

        return retirement;
    }

    private static ModelPrice ReadPrice(JsonElement value)
    {
        var price = new ModelPrice(value.GetProperty("input").GetDecimal(), value.GetProperty("output").GetDecimal());
        foreach (var member in value.EnumerateObject())
        {
            price = member.Name switch
            {
                "input" or "output" => price,
                "cachedInput" => price with { CachedInput = member.Value.GetDecimal() },
                "cacheWrite" => price with { CacheWrite = member.Value.GetDecimal() },
                "reasoning" => price with { Reasoning = member.Value.GetDecimal() },
                "longContext" => price with { LongContext = ReadSteps(member.Value) },
                "batch" => price with { Batch = member.Value.GetDecimal() },
                "flex" => price with { Flex = member.Value.GetDecimal() },
                "until" => price with { Until = member.Value.GetString() },
                "after" => price with { After = ReadPrice(member.Value) },
                _ => throw Unknown(member),
            };
        }

        return price;
    }

    private static LongContextPrice[] ReadSteps(JsonElement values)
    {
        var steps = new LongContextPrice[values.GetArrayLength()];
        for (var place = 0; place < steps.Length; place++)
        {
            steps[place] = ReadStep(values[place]);
        }

        return steps;
    }

    private static LongContextPrice ReadStep(JsonElement value)
    {
        var step = new LongContextPrice(value.GetProperty("from").GetInt32(), value.GetProperty("input").GetDecimal(), value.GetProperty("output").GetDecimal());
        foreach (var member in value.EnumerateObject())
        {
            step = member.Name switch
            {
                "from" or "input" or "output" => step,
                "cachedInput" => step with { CachedInput = member.Value.GetDecimal() },
                "cacheWrite" => step with { CacheWrite = member.Value.GetDecimal() },
                "reasoning" => step with { Reasoning = member.Value.GetDecimal() },
                _ => throw Unknown(member),
            };
        }

        return step;
    }

    private static string[] ReadNames(JsonElement values)
    {
        var names = new string[values.GetArrayLength()];
        for (var place = 0; place < names.Length; place++)
        {
            names[place] = values[place].GetString()!;
        }

        return names;
    }

    private static JsonException Unknown(JsonProperty member) => new($"The catalogue has an unknown member '{member.Name}'.");
}
