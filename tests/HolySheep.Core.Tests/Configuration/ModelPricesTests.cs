using System;
using HolySheep.Catalog;
using HolySheep.Chat;
using HolySheep.Configuration.Edits;
using HolySheep.Configuration.Prices;
using HolySheep.Errors;
using HolySheep.Spend.Pricing;
using Xunit;

namespace HolySheep.Configuration;

/// <summary>Whose price holds for a target.</summary>
public sealed class ModelPricesTests : IDisposable
{
    private const string Providers = """ "providers": { "groq": { "kind": "openai", "baseUrl": "http://g.invalid/v1" }, "azure": { "kind": "openai", "baseUrl": "http://a.invalid/v1" } } """;
    private readonly ConfigurationHome _home = new();

    [Theory]
    [InlineData("groq", "llama", "fast", 3), InlineData("azure", "llama", "fast", 2), InlineData("azure", "none", "fast", 1), InlineData("GROQ", "LLAMA", "x", 3)]
    public void The_price_of_the_target_goes_before_the_sent_id_and_that_before_the_asked_one(string provider, string sent, string asked, int input)
    {
        const string Prices = """{ "fast": { "price": { "input": 1, "output": 1 } }, "llama": { "price": { "input": 2, "output": 1 } }, "groq/llama": { "price": { "input": 3, "output": 1 } } }""";
        Assert.Equal(input, Find($"{{ {Providers}, \"models\": {Prices} }}", provider, sent, asked)!.Price.Input);

        _home.Write("""{ "models": [ { "id": "fast", "price": { "input": 1, "output": 1 } }, { "id": "llama", "price": { "input": 2, "output": 1 } }, { "id": "groq/llama", "price": { "input": 3, "output": 1 } } ] }""", "catalog.json");
        Assert.Equal(input, Find($"{{ {Providers} }}", provider, sent, asked)!.Price.Input);
    }

    [Fact]
    public void An_imported_map_is_asked_by_target_too_and_by_what_it_calls_the_provider()
    {
        Import("""{ "gpt-4o": E1, "azure/gpt-4o": E2, "fireworks_ai/accounts/llama": E3 }""");
        Assert.Equal(1, Find("{}", "openai", "gpt-4o", "direct")!.Price.Input);
        Assert.Equal(2, Find("{}", "azure", "gpt-4o", "office")!.Price.Input);
        Assert.Equal(3, Find("{}", "fireworks", "accounts/llama", "fast")!.Price.Input);
    }

    [Theory]
    [InlineData("input_cost_per_request", "0.01"), InlineData("output_cost_per_image", "0.04"), InlineData("input_cost_per_image", "0.004"), InlineData("input_cost_per_second", "1e-3")]
    [InlineData("input_cost_per_query", "0.005"), InlineData("ocr_cost_per_page", "0.001"), InlineData("tiered_pricing", "[ { \"range\": [ 0, 32000 ] } ]"), InlineData("some_new_cost", "{ \"high\": 1 }")]
    public void An_entry_with_a_charge_that_is_not_computed_has_no_price_and_takes_none_from_another(string charge, string value)
    {
        var import = Import("""{ "m": E1, "azure/m": { "mode": "chat", "input_cost_per_token": 1e-6, "output_cost_per_token": 1e-6, "CHARGE": VALUE } }""".Replace("CHARGE", charge, StringComparison.Ordinal).Replace("VALUE", value, StringComparison.Ordinal));
        Assert.Equal((1, 1), (import.Models, import.Skipped));
        Assert.Null(Find("{}", "azure", "m", "m"));
        Assert.Equal(1, Find("{}", "other", "m", "m")!.Price.Input);
        Assert.Equal((1, 0, 0), (Import("""{ "m": E1, "azure/m": E2 }""").Added, Import("""{ "m": E1, "azure/m": E2 }""").Changed, Import("""{ "m": E1, "azure/m": E2 }""").Removed));
    }

    [Theory]
    [InlineData("input_cost_per_token_batches"), InlineData("output_cost_per_token_priority"), InlineData("input_cost_per_audio_token"), InlineData("search_context_cost_per_query"), InlineData("input_cost_per_request\": 0, \"x_cost_x")]
    public void A_charge_for_another_lane_or_on_request_leaves_the_price_as_it_is(string charge)
    {
        Import("""{ "m": { "mode": "chat", "input_cost_per_token": 1e-6, "output_cost_per_token": 1e-6, "CHARGE": VALUE } }""".Replace("CHARGE", charge, StringComparison.Ordinal).Replace("VALUE", charge.StartsWith("search", StringComparison.Ordinal) ? """{ "high": 0.01 }""" : charge.EndsWith('x') ? "0" : "1e-6", StringComparison.Ordinal));
        Assert.Equal(1, Find("{}", "a", "m", "m")!.Price.Input);
    }

    [Fact]
    public void A_model_that_searches_for_every_answer_pays_for_every_search() =>
        Assert.Throws<HolySheepException>(() => Import("""{ "sonar-pro": { "mode": "chat", "input_cost_per_token": 1e-6, "output_cost_per_token": 1e-6, "search_context_cost_per_query": { "high": 0.01 } } }"""));

    [Fact]
    public void Models_of_the_responses_api_have_their_price_like_any_other()
    {
        Import("""{ "codex": E1, "draws": E2 }""".Replace("E1", """{ "mode": "responses", "input_cost_per_token": 1.25e-6, "output_cost_per_token": 1e-5 }""", StringComparison.Ordinal).Replace("E2", """{ "mode": "image_generation", "input_cost_per_token": 1, "output_cost_per_token": 1 }""", StringComparison.Ordinal));
        Assert.Equal((1.25m, null), (Find("{}", "a", "codex", "codex")?.Price.Input, Find("{}", "a", "draws", "draws")));
    }

    [Theory]
    [InlineData(100_000, 0.100001), InlineData(128_000, 0.128001), InlineData(128_001, 0.256004), InlineData(200_000, 0.400002), InlineData(300_000, 1.200001), InlineData(1_000_001, 8.000009)]
    public void The_highest_step_that_was_passed_holds_and_what_it_leaves_out_costs_what_it_costs_below_all_steps(int tokens, double usd)
    {
        Import("""
            { "m": { "mode": "chat", "input_cost_per_token": 1e-6, "output_cost_per_token": 1e-6, "input_cost_per_token_above_256k_tokens": 4e-6, "input_cost_per_token_above_128k_tokens": 2e-6,
                "output_cost_per_token_above_128k_tokens": 2e-6, "input_cost_per_token_above_1m_tokens": 8e-6 } }
            """);
        var cost = CallCost.Of(Find("{}", "a", "m", "m")!.Price, new ChatUsage { PromptTokens = tokens, CompletionTokens = 1 })!.Value;
        Assert.InRange(cost - (decimal)usd, -0.000003m, 0.000003m);
        Assert.Equal(3, Find("{}", "a", "m", "m")!.Price.LongContext.Count);
    }

    [Fact]
    public void Steps_are_written_and_read_as_a_list_or_as_one_and_out_of_order_they_are_refused()
    {
        var price = new ModelPrice(1m, 2m) { LongContext = [new LongContextPrice(10, 3m, 4m), new LongContextPrice(20, 5m, 6m, 0.5m) { CacheWrite = 7m, Reasoning = 8m }] };
        _home.Open().SetModel("m", new ModelEdit { Price = price });
        Assert.Equal(price, _home.Open().Read().Models["m"].Price);
        Assert.Single(_home.Read("""{ "models": { "m": { "price": { "input": 1, "output": 2, "longContext": { "from": 5, "input": 2, "output": 4 } } } } }""").Models["m"].Price!.LongContext);
        Assert.Throws<ConfigurationException>(() => _home.Read("""{ "models": { "m": { "price": { "input": 1, "output": 2, "longContext": [ { "from": 5, "input": 2, "output": 4 }, { "from": 5, "input": 3, "output": 4 } ] } } } }"""));
    }

    [Theory]
    [InlineData("\"perRequest\": 0.01", true), InlineData("\"image\": { \"each\": 1 }", true), InlineData("\"note\": \"contract\"", false), InlineData("\"perImage\": 0", false), InlineData("\"cachedinputs\": 0.5", false)]
    public void A_charge_in_the_users_own_price_makes_it_unknown_and_is_told(string member, bool unknown)
    {
        var configuration = _home.Read($$"""{ "models": { "gpt-4.1": { "price": { "input": 1, "output": 2, {{member}} } } } }""");
        Assert.Equal(unknown, ModelPrices.Find(configuration, "gpt-4.1") is null);
        Assert.Single(configuration.Warnings);
    }

    [Theory]
    [InlineData("1e24"), InlineData("1000000001"), InlineData("-1"), InlineData("1e-13"), InlineData("1e-40")]
    public void A_price_or_a_limit_that_cannot_be_computed_with_is_refused(string number)
    {
        Assert.Throws<ConfigurationException>(() => _home.Read($$"""{ "models": { "m": { "price": { "input": {{number}}, "output": 2 } } } }"""));
        Assert.Throws<ConfigurationException>(() => _home.Read($$"""{ "budgets": { "b": { "limit": {{number}}, "period": "day" } } }"""));
    }

    [Theory]
    [InlineData("0"), InlineData("0.0"), InlineData("0e5"), InlineData("1e-12"), InlineData("1000000000")]
    public void A_price_and_a_limit_may_be_0_and_as_small_and_large_as_the_ledger_counts(string number) =>
        Assert.Single(_home.Read($$"""{ "models": { "m": { "price": { "input": {{number}}, "output": 2 } } }, "budgets": { "b": { "limit": {{number}}, "period": "day" } } }""").Budgets);

    public void Dispose() => _home.Dispose();

    private KnownPrice? Find(string json, string provider, string sent, string asked)
    {
        _home.Write(json);
        return ModelPrices.Find(_home.Open().Read(), provider, sent, asked);
    }

    private PriceMapImport Import(string map)
    {
        for (var price = 1; price <= 3; price++)
        {
            map = map.Replace("E" + price, $$"""{ "mode": "chat", "input_cost_per_token": {{price}}e-6, "output_cost_per_token": 1e-6 }""", StringComparison.Ordinal);
        }

        return _home.Open().ImportPriceMap(_home.Write(map, "map.json"), force: true);
    }
}
