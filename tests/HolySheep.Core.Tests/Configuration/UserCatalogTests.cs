using System;
using System.Linq;
using HolySheep.Catalog;
using HolySheep.Configuration.Edits;
using HolySheep.Configuration.Names;
using HolySheep.Configuration.Prices;
using HolySheep.Errors;
using Xunit;

namespace HolySheep.Configuration;

/// <summary>catalog.json beside the configuration file.</summary>
public sealed class UserCatalogTests : IDisposable
{
    private readonly ConfigurationHome _home = new();

    [Fact]
    public void Without_a_file_the_catalogue_that_ships_holds() => Assert.Same(ModelCatalog.Embedded, _home.Open().Read().Catalog);

    [Fact]
    public void A_file_lies_over_it_entry_by_entry_and_member_by_member()
    {
        var catalog = Read("""{ "models": [ { "id": "gpt-4.1", "contextWindow": 9000, "images": false }, { "id": "own", "maxOutput": 7, "price": { "input": 1, "output": 2 } } ] }""");
        var known = catalog.Find("gpt-4.1")!;
        Assert.Equal((9000, 32768, false, true, new ModelPrice(2m, 8m)), (known.ContextWindow, known.MaxOutput, known.Images, known.Tools, known.Price));
        Assert.Equal("public articles on the HolySheep gateway", known.Source);
        Assert.Equal((7, new ModelPrice(1m, 2m)), (catalog.Find("own")!.MaxOutput, catalog.Find("own")!.Price));
        Assert.Equal(ModelCatalog.Embedded.Entries.Count + 1, catalog.Entries.Count);
    }

    [Fact]
    public void A_price_comes_whole_with_a_source_and_a_date_of_its_own()
    {
        var entry = Read("""{ "models": [ { "id": "gpt-5.6-luna", "price": { "input": 0.1, "output": 1, "cacheWrite": 0.2, "reasoning": 3 } } ] }""").Find("gpt-5.6-luna")!;
        Assert.Equal(new ModelPrice(0.1m, 1m) { CacheWrite = 0.2m, Reasoning = 3m }, entry.Price);
        Assert.Equal((_home.Open().CatalogPath, null, null), (entry.Source, entry.Date, entry.EffectiveFrom));

        entry = Read("""{ "models": [ { "id": "gpt-4.1", "price": { "input": 1, "output": 2 }, "source": "contract 7", "date": "2026-11-01", "effectiveFrom": "2026-10-01" } ] }""").Find("gpt-4.1")!;
        Assert.Equal(("contract 7", "2026-11-01", "2026-10-01"), (entry.Source, entry.Date, entry.EffectiveFrom));
    }

    [Fact]
    public void A_tier_for_long_prompts_is_read() => Assert.Equal(
        [new LongContextPrice(5, 2m, 4m, 0.5m) { CacheWrite = 3m, Reasoning = 5m }],
        Read("""{ "models": [ { "id": "m", "price": { "input": 1, "output": 2, "longContext": { "from": 5, "input": 2, "output": 4, "cachedInput": 0.5, "cacheWrite": 3, "reasoning": 5 } } } ] }""").Find("m")!.Price!.LongContext);

    [Fact]
    public void An_alias_is_its_model_and_a_providers_spelling_is_an_entry_of_its_own_with_the_models_facts()
    {
        var catalog = Read("""{ "models": [ { "id": "claude-sonnet-4-5", "contextWindow": 5 }, { "id": "anthropic/claude-sonnet-4.5", "price": { "input": 9, "output": 9 } } ] }""");
        Assert.Equal(5, catalog.Find("claude-sonnet-4.5")!.ContextWindow);
        Assert.Equal(new ModelPrice(3m, 15m), catalog.Find("claude-sonnet-4.5")!.Price);
        Assert.Equal((200_000, new ModelPrice(9m, 9m)), (catalog.Find("anthropic/claude-sonnet-4.5")!.ContextWindow, catalog.Find("anthropic/claude-sonnet-4.5")!.Price));
    }

    [Theory]
    [InlineData("[]", 1, null, "object")]
    [InlineData("{\n \"models\": {} }", 2, "models", "list")]
    [InlineData("{ \"models\": [\n { } ] }", 2, "models[0]", "'id'")]
    [InlineData("{ \"models\": [ { \"id\": \"m\",\n \"contextWindow\": 0 } ] }", 2, "models[0].contextWindow", "from 1")]
    [InlineData("{ \"models\": [ { \"id\": \"m\",\n \"tools\": \"yes\" } ] }", 2, "models[0].tools", "true or false")]
    [InlineData("{ \"models\": [ { \"id\": \"m\",\n \"currency\": \"EUR\" } ] }", 2, "models[0].currency", "USD")]
    [InlineData("{ \"models\": [ { \"id\": \"m\",\n \"date\": \"1.2.2026\" } ] }", 2, "models[0].date", "2026-11-22")]
    [InlineData("{ \"models\": [ { \"id\": \"m\",\n \"aliases\": \"n\" } ] }", 2, "models[0].aliases", "list")]
    [InlineData("{ \"models\": [ { \"id\": \"m\", \"price\": {\n \"input\": -1, \"output\": 1 } } ] }", 2, "models[0].price.input", "from 0")]
    [InlineData("{ \"models\": [ { \"id\": \"m\", \"price\": {\n \"input\": 1 } } ] }", 1, "models[0].price", "'output'")]
    [InlineData("{ \"models\": [ { \"id\": \"m\", \"price\": { \"input\": 1, \"output\": 1,\n \"longContext\": { \"input\": 1, \"output\": 1 } } } ] }", 2, "models[0].price.longContext", "'from'")]
    [InlineData("{ \"models\": [ { \"id\": \"m\" },\n { \"id\": \"M\" } ] }", 2, "models[1]", "twice")]
    [InlineData("{ \"models\": [", 1, null, "JSON")]
    public void A_bad_file_names_file_line_and_key_and_what_was_expected(string text, int line, string? key, string expected)
    {
        var error = Assert.Throws<ConfigurationException>(() => Read(text));
        Assert.Equal((ErrorCode.ConfigurationInvalid, _home.Open().CatalogPath, line, key), (error.Code, error.File, error.Line, error.Key));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Unknown_keys_warn_with_the_nearest_name()
    {
        _home.Write("""{ "modles": [], "models": [ { "id": "m", "contextWindw": 1, "price": { "input": 1, "output": 1, "cahcedInput": 1 } } ] }""", "catalog.json");
        var warnings = _home.Open().Read().Warnings;
        Assert.Equal(3, warnings.Count);
        Assert.All(warnings.Zip(["'models'", "'contextWindow'", "'cachedInput'"]), pair => Assert.Contains($"did you mean {pair.Second}?", pair.First, StringComparison.Ordinal));
        Assert.All(warnings, warning => Assert.StartsWith(_home.Open().CatalogPath, warning, StringComparison.Ordinal));
    }

    [Fact]
    public void The_stamp_changes_with_the_catalogue_too()
    {
        var missing = _home.Open().Stamp();
        _home.Write("{}", "catalog.json");
        Assert.NotEqual(missing, _home.Open().Stamp());
    }

    [Fact]
    public void A_price_of_the_configuration_goes_before_the_users_catalogue_and_that_before_the_one_that_ships()
    {
        Assert.Equal((2m, "public articles on the HolySheep gateway"), Price());
        _home.Write("""{ "models": [ { "id": "gpt-4.1", "price": { "input": 1.5, "output": 2 } } ] }""", "catalog.json");
        Assert.Equal((1.5m, _home.Open().CatalogPath), Price());
        _home.Open().SetModel("gpt-4.1", new ModelEdit { Price = new ModelPrice(1.25m, 2m) });
        Assert.Equal((1.25m, _home.File), Price());
        _home.Open().SetModel("gpt-4.1", new ModelEdit { RemovePrice = true });
        Assert.Equal((1.5m, _home.Open().CatalogPath), Price());
    }

    [Fact]
    public void A_price_is_found_of_the_model_that_answers_for_the_asked_one()
    {
        var configuration = _home.Read("""{ "models": { "fast": { "targets": [ "holysheep/cheap" ] }, "cheap": { "price": { "input": 1, "output": 2 } } } }""");
        Assert.Equal(1m, ModelPrices.Find(configuration, "fast")!.Price.Input);
    }

    [Fact]
    public void Completion_offers_the_users_models()
    {
        _home.Write("""{ "models": [ { "id": "own-model" } ] }""", "catalog.json");
        Assert.Contains("own-model", KnownNames.Read(null, _home.Variable).Models.Select(model => model.Name));
    }

    public void Dispose() => _home.Dispose();

    private (decimal, string?) Price()
    {
        var configuration = _home.Open().Read();
        var price = ModelPrices.Find(configuration, "gpt-4.1")!;
        return (price.Price.Input, price.Source);
    }

    private ModelCatalog Read(string text)
    {
        _home.Write(text, "catalog.json");
        return _home.Open().Read().Catalog;
    }
}
