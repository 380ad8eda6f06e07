using System;
using System.IO;
using System.Linq;
using HolySheep.Catalog;
using HolySheep.Configuration.Edits;
using HolySheep.Configuration.Names;
using HolySheep.Configuration.Prices;
using HolySheep.Errors;
using Xunit;

namespace HolySheep.Configuration;

/// <summary>The import of the public price map.</summary>
public sealed class PriceMapTests : IDisposable
{
    private readonly ConfigurationHome _home = new();

    [Theory]
    [InlineData("2e-06", "2"), InlineData("1.25e-07", "0.125"), InlineData("3.125e-07", "0.3125"), InlineData("0.000003", "3"), InlineData("3.0000000000000004e-07", "0.30000000000000004"), InlineData("6e-5", "60")]
    public void Prices_per_token_become_exact_prices_per_million(string perToken, string perMillion)
    {
        Import($$"""{ "m": { "mode": "chat", "input_cost_per_token": {{perToken}}, "output_cost_per_token": 1e-5 } }""");
        Assert.Contains($"\"input\": {perMillion},", File.ReadAllText(_home.Open().CatalogPath), StringComparison.Ordinal);
        Assert.Equal(decimal.Parse(perMillion, System.Globalization.CultureInfo.InvariantCulture), Find("m")!.Price!.Input);
    }

    [Fact]
    public void Everything_that_is_of_use_is_taken_over()
    {
        var import = Import("""
            {
              "sample_spec": { "mode": "one of: chat, embedding", "input_cost_per_token": 0.0, "output_cost_per_token": 0.0, "max_input_tokens": "max input tokens" },
              "m": {
                "mode": "chat", "litellm_provider": "openai", "input_cost_per_token": 1.25e-06, "output_cost_per_token": 1e-05, "cache_read_input_token_cost": 1.25e-07,
                "cache_creation_input_token_cost": 1.5e-06, "output_cost_per_reasoning_token": 2e-05, "max_input_tokens": 400000, "max_output_tokens": 128000.0,
                "input_cost_per_token_above_200k_tokens": 2.5e-06, "output_cost_per_token_above_200k_tokens": 1.5e-05, "cache_read_input_token_cost_above_200k_tokens": 2.5e-07,
                "input_cost_per_token_above_400k_tokens": 9e-06, "output_cost_per_token_above_400k_tokens": 9e-05,
                "supports_function_calling": true, "supports_vision": false, "source": "https://example.com/prices"
              },
              "gpt-4.1": { "mode": "chat", "input_cost_per_token": 2e-06, "output_cost_per_token": 8e-06, "cache_read_input_token_cost": 5e-07 },
              "embed": { "mode": "embedding", "input_cost_per_token": 1e-07, "output_cost_per_token": 0 },
              "unknown": { "mode": "chat", "input_cost_per_token": 1e-07 },
              "subscription": { "mode": "chat", "input_cost_per_token": 0, "output_cost_per_token": 0.0 },
              "negative": { "mode": "chat", "input_cost_per_token": -1, "output_cost_per_token": 1 },
              "text": { "mode": "chat", "input_cost_per_token": "1", "output_cost_per_token": 1 },
              "odd": 5
            }
            """);

        Assert.Equal((2, 2, 0, 0, 7), (import.Models, import.Added, import.Changed, import.Removed, import.Skipped));
        var entry = Find("m")!;
        Assert.Equal(
            new ModelPrice(1.25m, 10m, 0.125m) { CacheWrite = 1.5m, Reasoning = 20m, LongContext = [new LongContextPrice(200_000, 2.5m, 15m, 0.25m) { CacheWrite = 1.5m, Reasoning = 20m }, new LongContextPrice(400_000, 9m, 90m, 0.125m) { CacheWrite = 1.5m, Reasoning = 20m }] },
            entry.Price);
        Assert.Equal((400_000, 128_000, true, false, null), (entry.ContextWindow, entry.MaxOutput, entry.Tools, entry.Images, entry.JsonSchema));
        Assert.Equal(("https://example.com/prices", "2026-11-22"), (entry.Source, entry.Date));
        Assert.Equal(new ModelPrice(2m, 8m, 0.5m), Find("gpt-4.1")!.Price);
        Assert.Equal(128_000, Find("gpt-4.1")!.ContextWindow);
        Assert.StartsWith("https://", Find("gpt-4.1")!.Source, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_that_only_the_map_names_is_priced_and_not_offered()
    {
        Import(Map("azure/own", "gpt-4.1"));
        Assert.NotNull(Find("azure/own")!.Price);
        var known = KnownNames.Read(null, _home.Variable).Models.Select(model => model.Name).ToList();
        Assert.Contains("gpt-4.1", known);
        Assert.DoesNotContain("azure/own", known);
    }

    [Fact]
    public void An_import_takes_the_place_of_the_last_one_and_says_what_is_new_changed_and_gone()
    {
        Import(Map("a", "b", "c"));
        var import = Import(Map("b", "c", "d").Replace("\"b\": { \"mode\": \"chat\", \"input_cost_per_token\": 1e-6", "\"b\": { \"mode\": \"chat\", \"input_cost_per_token\": 3e-6", StringComparison.Ordinal));
        Assert.Equal((3, 1, 1, 1), (import.Models, import.Added, import.Changed, import.Removed));
        Assert.Null(Find("a"));
        Assert.Equal(3m, Find("b")!.Price!.Input);
    }

    [Fact]
    public void A_price_written_by_hand_stays_and_wins_over_the_map()
    {
        _home.Write("""{ "note": 1, "models": [ { "id": "b", "price": { "input": 7, "output": 8 } }, { "id": "hand", "contextWindow": 5 } ] }""", "catalog.json");
        _home.Open().SetModel("c", new ModelEdit { Price = new ModelPrice(6m, 6m) });
        var before = File.ReadAllText(_home.File);
        Import(Map("a", "b", "c"));
        Import(Map("a", "b", "c"));

        Assert.Equal(before, File.ReadAllText(_home.File));
        Assert.Equal((1m, 7m, 5), (Find("a")!.Price!.Input, Find("b")!.Price!.Input, Find("hand")!.ContextWindow));
        var configuration = _home.Open().Read();
        Assert.Equal(6m, ModelPrices.Find(configuration, "c")!.Price.Input);
        Assert.Contains("\"note\": 1", File.ReadAllText(_home.Open().CatalogPath), StringComparison.Ordinal);
    }

    [Fact]
    public void A_map_that_has_shrunk_to_less_than_half_is_refused_and_nothing_changes_unless_it_is_forced()
    {
        Import(Map("a", "b", "c", "d", "e"));
        var before = File.ReadAllText(_home.Open().CatalogPath);
        var error = Assert.Throws<HolySheepException>(() => Import(Map("a", "b")));
        Assert.Equal((ErrorCode.PriceMapShrunk, ExitCode.BadUsage), (error.Code, ExitCode.Of(error.Code)));
        Assert.Contains("2 chat models with a price, less than half of the 5 of the last import", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllText(_home.Open().CatalogPath));

        Assert.Equal(3, Import(Map("a", "b", "c")).Models);
        Assert.Equal(1, Import(Map("a"), force: true).Models);
        Assert.Equal(1, Import(Map("a")).Models);
    }

    [Theory]
    [InlineData("{ \"m\": { \"mode\": \"chat\",\n \"input_co", "line 2"), InlineData("{}", "is not a price map"), InlineData("[ 1 ]", "is not a price map"), InlineData("", "not valid JSON"), InlineData(null, "does not exist")]
    public void A_file_that_is_not_a_map_is_refused_with_the_line_that_downloads_one(string? text, string expected)
    {
        var error = Assert.Throws<HolySheepException>(() => text is null ? _home.Open().ImportPriceMap(Path.Combine(_home.Folder, "gone.json")) : Import(text));
        Assert.Equal(ErrorCode.ArgumentInvalid, error.Code);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Contains("https://raw.githubusercontent.com/BerriAI/litellm/", error.Hint, StringComparison.Ordinal);
        Assert.False(File.Exists(_home.Open().CatalogPath));
    }

    [Fact]
    public void A_preview_says_the_same_and_writes_nothing()
    {
        var path = _home.Write(Map("a", "b"), "map.json");
        Assert.Equal((2, 2), (_home.Open().ImportPriceMap(path, preview: true).Models, _home.Open().ImportPriceMap(path, preview: true).Added));
        Assert.False(File.Exists(_home.Open().CatalogPath));
    }

    [Theory]
    [InlineData(""), InlineData(" ")]
    public void An_empty_path_of_a_map_is_refused(string path) =>
        Assert.Equal((ErrorCode.ArgumentInvalid, "The path of the price map is empty."), Assert.Throws<HolySheepException>(() => _home.Open().ImportPriceMap(path)) is var error ? (error.Code, error.Message) : default);

    [Fact]
    public void A_catalogue_that_cannot_be_read_is_not_overwritten()
    {
        _home.Write("{ \"models\": [\n { \"id\": 1 } ] }", "catalog.json");
        Assert.Equal(2, Assert.Throws<ConfigurationException>(() => Import(Map("a"))).Line);
        Assert.Contains("\"id\": 1", File.ReadAllText(_home.Open().CatalogPath), StringComparison.Ordinal);
    }

    [Fact]
    public void A_configuration_that_another_process_changes_is_waited_for_and_then_refused()
    {
        Import(Map("a"));
        using var held = new FileStream(_home.File + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        var error = Assert.Throws<ConfigurationException>(() => _home.Open(new WaitlessTime()).ImportPriceMap(_home.Write(Map("b"), "map.json")));
        Assert.Equal(ErrorCode.ConfigurationLocked, error.Code);
    }

    public void Dispose() => _home.Dispose();

    private static string Map(params string[] names) =>
        "{ " + string.Join(",\n", names.Select(name => $"\"{name}\": {{ \"mode\": \"chat\", \"input_cost_per_token\": 1e-6, \"output_cost_per_token\": 2e-6 }}")) + " }";

    private PriceMapImport Import(string map, bool force = false) =>
        _home.Open(new Microsoft.Extensions.Time.Testing.FakeTimeProvider(new DateTimeOffset(2026, 11, 22, 23, 30, 0, TimeSpan.Zero))).ImportPriceMap(_home.Write(map, "map.json"), force);

    private ModelEntry? Find(string name) => _home.Open().Read().Catalog.Find(name);
}
