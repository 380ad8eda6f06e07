using System;
using System.Globalization;
using System.Linq;
using HolySheep.Configuration;
using Xunit;

namespace HolySheep.Catalog;

/// <summary>The figures that ship with the module.</summary>
public sealed class CatalogDataTests
{
    private const string Gateway = "public articles on the HolySheep gateway";

    public static TheoryData<string> Ids => [.. ModelCatalog.Embedded.Entries.Select(entry => entry.Id)];

    [Theory]
    [InlineData("gpt-4.1", 2.00, 8.00, 128_000)]
    [InlineData("claude-sonnet-4.5", 3.00, 15.00, 200_000)]
    [InlineData("gemini-2.5-flash", 0.10, 2.50, 1_000_000)]
    [InlineData("deepseek-v3.2", 0.14, 0.42, 128_000)]
    public void The_models_of_the_built_in_chains_have_the_gateways_figures_and_no_others(string id, double input, double output, int window)
    {
        var entry = ModelCatalog.Embedded.Find(id)!;
        Assert.Equal((new ModelPrice((decimal)input, (decimal)output), window, Gateway), (entry.Price, entry.ContextWindow, entry.Source));
    }

    [Fact]
    public void There_are_at_least_25_models_besides_of_nine_vendors()
    {
        var others = ModelCatalog.Embedded.Entries.Where(entry => entry.Source != Gateway).ToList();
        Assert.True(others.Count >= 25, $"{others.Count}");
        Assert.True(others.Select(entry => new Uri(entry.Source!).Host).Distinct().Count() >= 9);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_entry_says_where_its_figures_are_from_and_when_they_were_read(string id)
    {
        var entry = ModelCatalog.Embedded.Find(id)!;
        Assert.True(entry.Source == Gateway || entry.Source!.StartsWith("https://", StringComparison.Ordinal), entry.Source);
        Assert.True(Day(entry.Date!) <= new DateTime(2026, 11, 29), entry.Date);
        Assert.True(entry.EffectiveFrom is null || Day(entry.EffectiveFrom) <= new DateTime(2026, 11, 22), "A price that does not hold yet.");
        Assert.Equal("USD", entry.Currency);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Prices_are_in_the_order_of_what_they_are_for(string id)
    {
        // A price that depends on the hour of the day is not in the catalogue: DeepSeek's.
        if (ModelCatalog.Embedded.Find(id)!.Price is not { } price)
        {
            Assert.StartsWith("deepseek-v4-", id, StringComparison.Ordinal);
            return;
        }

        Assert.InRange(price.Input, 0.01m, price.Output);
        Assert.True(price.CachedInput is null || (price.CachedInput > 0 && price.CachedInput < price.Input));
        Assert.True(price.CacheWrite is null || (price.CacheWrite >= price.Input && price.CacheWrite <= 2 * price.Input));
        Assert.InRange(price.Output, price.Input, 600m);
        foreach (var tier in price.LongContext)
        {
            Assert.InRange(tier.From, 100_000, ModelCatalog.Embedded.Find(id)!.ContextWindow!.Value);
            Assert.True(tier.Input > price.Input && tier.Output > price.Output && tier.CachedInput.HasValue == price.CachedInput.HasValue && tier.CacheWrite.HasValue == price.CacheWrite.HasValue);
        }
    }

    [Fact]
    public void A_successor_and_a_vendor_are_ones_that_are_known()
    {
        var vendors = PresetFile.Embedded.Select(preset => preset.Vendor).ToList();
        Assert.All(ModelCatalog.Embedded.Entries, entry =>
        {
            Assert.True(entry.Retires?.Successor is not { } successor || ModelCatalog.Embedded.FindByName(successor) is not null, $"{entry.Id} is followed by {entry.Retires?.Successor}");
            Assert.Empty(entry.PricedAt.Concat(entry.At.Select(facts => facts.Vendor)).Concat(entry.Retires is null ? [] : [entry.Retires.Vendor]).Except(vendors));
            Assert.All(entry.At, facts => Assert.True(facts.Source.StartsWith("https://", StringComparison.Ordinal) && Day(facts.Date) <= new DateTime(2026, 11, 29)));
        });
    }

    [Theory]
    [InlineData("gpt-6.1-terra", 0.5, 0.5), InlineData("gpt-5", 0.5, 0.5), InlineData("gpt-5.4-mini", 0.5, 0.5), InlineData("gpt-4o", 0.5, null), InlineData("gpt-5-codex", null, null)]
    [InlineData("claude-opus-5-5", 0.5, null), InlineData("gemini-3.5-flash", 0.5, 0.5), InlineData("gemini-2.5-pro", 0.5, null), InlineData("mistral-large-2512", 0.5, null), InlineData("grok-4.6", null, null)]
    public void Batches_and_flexible_answers_have_the_factors_of_their_vendors(string id, double? batch, double? flex) =>
        Assert.Equal(((decimal?)batch, (decimal?)flex), (ModelCatalog.Embedded.Find(id)!.Price!.Batch, ModelCatalog.Embedded.Find(id)!.Price!.Flex));

    [Theory]
    [InlineData("OpenAI", "gpt-6.1-sol"), InlineData("OpenAI", "gpt-6-astra"), InlineData("Anthropic", "claude-opus-5-5"), InlineData("Google", "gemini-3.8-flash"), InlineData("Mistral", "mistral-medium-3-5"), InlineData("DeepSeek", "deepseek-v4-pro")]
    [InlineData("xAI", "grok-4.6"), InlineData("Cohere", "command-a-03-2025"), InlineData("Moonshot", "kimi-k3"), InlineData("Z.AI", "glm-5.3"), InlineData("MiniMax", "MiniMax-M3")]
    public void The_current_models_of_the_makers_are_known_with_their_windows(string maker, string id) =>
        Assert.True(ModelCatalog.Embedded.FindByName(id) is { ContextWindow: > 100_000, Tools: true }, maker);

    [Fact]
    public void No_name_stands_for_two_models()
    {
        var names = ModelCatalog.Embedded.Entries.SelectMany(entry => new[] { entry.Id }.Concat(entry.Aliases).Concat(entry.Spellings));
        Assert.Empty(names.GroupBy(name => name, StringComparer.OrdinalIgnoreCase).Where(same => same.Count() > 1).Select(same => same.Key));
    }

    [Fact]
    public void The_reader_of_users_files_understands_the_whole_file_that_ships()
    {
        using var home = new ConfigurationHome();
        using var embedded = typeof(ModelCatalog).Assembly.GetManifestResourceStream("HolySheep.Catalog.catalog.json")!;
        using (var file = System.IO.File.Create(home.Open().CatalogPath))
        {
            embedded.CopyTo(file);
        }

        var configuration = home.Open().Read();
        Assert.Empty(configuration.Warnings);
        Assert.Equal(ModelCatalog.Embedded.Entries.Select(Figures), configuration.Catalog.Entries.Select(Figures));
    }

    private static (string, ModelPrice?, string?, string?, string?) Figures(ModelEntry entry) => (entry.Id, entry.Price, entry.Source, entry.Date, entry.EffectiveFrom);

    private static DateTime Day(string text) => DateTime.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
