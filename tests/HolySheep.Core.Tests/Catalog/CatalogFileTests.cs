using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Text.Json;
using Xunit;

namespace HolySheep.Catalog;

public sealed class CatalogFileTests
{
    private const string Full = """
        { "models": [ {
            "id": "m", "aliases": [ "a", "b" ], "spellings": [ "p/m" ], "contextWindow": 200000, "maxOutput": 8192,
            "tools": true, "images": false, "jsonSchema": true, "tokenizer": "o200k_base", "reasonsFirst": true, "maxCompletionTokens": true,
            "price": { "input": 1.25, "output": 10, "cachedInput": 0.125, "cacheWrite": 1.5, "reasoning": 12,
                "longContext": [ { "from": 200000, "input": 2.5, "output": 15, "cachedInput": 0.25, "cacheWrite": 3, "reasoning": 18 } ] },
            "source": "a page", "date": "2026-11-22", "effectiveFrom": "2026-10-01" } ] }
        """;

    [Fact]
    public void Every_member_of_an_entry_is_read()
    {
        var entry = Assert.Single(Read(Full));

        Assert.Equal(["a", "b"], entry.Aliases);
        Assert.Equal(["p/m"], entry.Spellings);
        Assert.Equal(
            new ModelEntry
            {
                Id = "m",
                Aliases = entry.Aliases,
                Spellings = entry.Spellings,
                ContextWindow = 200000,
                MaxOutput = 8192,
                Tools = true,
                Images = false,
                JsonSchema = true,
                Tokenizer = "o200k_base",
                ReasonsFirst = true,
                MaxCompletionTokens = true,
                Price = new ModelPrice(1.25m, 10m, 0.125m)
                {
                    CacheWrite = 1.5m,
                    Reasoning = 12m,
                    LongContext = [new LongContextPrice(200000, 2.5m, 15m, 0.25m) { CacheWrite = 3m, Reasoning = 18m }],
                },
                Source = "a page",
                Date = "2026-11-22",
                EffectiveFrom = "2026-10-01",
            },
            entry);
    }

    [Fact]
    public void A_member_that_an_entry_leaves_out_is_unknown_or_empty()
    {
        var entry = Assert.Single(Read("""{ "models": [ { "id": "m", "price": { "input": 1, "output": 2 } } ] }"""));

        Assert.Equal(new ModelEntry { Id = "m", Aliases = entry.Aliases, Spellings = entry.Spellings, Price = new ModelPrice(1m, 2m) }, entry);
        Assert.Empty(entry.Aliases);
        Assert.Empty(entry.Spellings);
        Assert.Equal("USD", entry.Currency);
    }

    [Theory]
    [InlineData("\"tools\"", "\"tool\"")]
    [InlineData("\"cachedInput\": 0.125", "\"cached\": 0.125")]
    [InlineData("\"cachedInput\": 0.25", "\"cached\": 0.25")]
    public void A_member_that_is_not_known_is_a_fault(string known, string unknown) =>
        Assert.Throws<JsonException>(() => Read(Full.Replace(known, unknown, StringComparison.Ordinal)));

    private static IReadOnlyList<ModelEntry> Read(string json) => CatalogFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(json)));
}
