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

    // Figures by hand: list prices, those of one host, and 1.1 times the list price in one area of Amazon Bedrock.
    [Theory]
    [InlineData("openai", "gpt-4.1", 2.00, 0.50), InlineData("azure", "gpt-4.1", 2.00, 0.50), InlineData("holysheep", "gpt-4.1", 2.00, null), InlineData("own", "gpt-4.1", 2.00, null)]
    [InlineData("own", "gpt-4.1-2025-04-14", 2.00, null), InlineData("own", "claude-sonnet-4-5-20250929", 3.00, null), InlineData("openai", "gpt-4.1-2025-04-14", 2.00, 0.50)]
    [InlineData("gemini", "gemini-2.5-flash", 0.30, 0.03), InlineData("vertex", "google/gemini-2.5-flash", 0.30, 0.03), InlineData("holysheep", "gemini-2.5-flash", 0.10, null)]
    [InlineData("anthropic", "claude-sonnet-4-5", 3.00, 0.30), InlineData("anthropic", "claude-sonnet-4-5-20250929", 3.00, 0.30), InlineData("holysheep-anthropic", "claude-sonnet-4-5", 3.00, null)]
    [InlineData("bedrock", "global.anthropic.claude-sonnet-4-5-20250929-v1:0", 3.00, 0.30), InlineData("bedrock", "us.anthropic.claude-sonnet-4-5-20250929-v1:0", 3.30, 0.33)]
    [InlineData("bedrock-anthropic", "anthropic.claude-opus-4-7", 5.50, 0.55), InlineData("bedrock", "eu.anthropic.claude-sonnet-4-20250514-v1:0", 3.00, 0.30)]
    [InlineData("openrouter", "anthropic/claude-opus-5", 5.00, 0.50), InlineData("openrouter", "openai/gpt-4.1-mini", 0.40, 0.10), InlineData("own", "claude-opus-4-1@20250805", 15.00, 1.50)]
    [InlineData("moonshot", "kimi-k2.5", 0.60, 0.10), InlineData("own", "kimi-k2.5", 0.60, 0.10), InlineData("mistral", "mistral-large-2512", 0.50, 0.05)]
    public void A_model_costs_what_it_costs_at_the_host(string provider, string sent, double input, double? cached) =>
        Assert.Equal(((decimal)input, (decimal?)cached), (FindAtHost(provider, sent)!.Price.Input, FindAtHost(provider, sent)!.Price.CachedInput));

    [Theory]
    [InlineData("together", "moonshotai/Kimi-K2.5"), InlineData("together", "kimi-k2.5"), InlineData("fireworks", "accounts/fireworks/models/kimi-k2p5"), InlineData("bedrock", "moonshotai.kimi-k2.5"), InlineData("own", "zai-org/GLM-5.2"), InlineData("own", "openai/gpt-4.1"), InlineData("groq", "gpt-4.1-2025-04-14")]
    [InlineData("groq", "gpt-4.1"), InlineData("openrouter", "deepseek/deepseek-v3.2"), InlineData("deepseek", "deepseek-v3.2"), InlineData("own", "claude-sonnet-4-5@20250929"), InlineData("own", "claude-opus-4-6@default")]
    [InlineData("openrouter", "openai/gpt-4.1:free"), InlineData("openrouter", "anthropic/claude-opus-5:thinking"), InlineData("openai", "ft:gpt-4.1-mini-2025-04-14:acme::abc"), InlineData("azure", "gpt-4o-mini-2024-07-18.ft-1")]
    [InlineData("bedrock", "arn:aws:bedrock:us-east-1:123456789012:provisioned-model/abc"), InlineData("openai", "gpt-4o-2024-05-13")]
    public void A_price_that_is_not_known_at_the_host_is_unknown_and_not_that_of_the_model(string provider, string sent) => Assert.Null(FindAtHost(provider, sent));

    [Theory]
    [InlineData("ft:gpt-4.1:acme::abc"), InlineData("openai/gpt-4.1:free"), InlineData("arn:aws:bedrock:us-east-1:1:provisioned-model/x"), InlineData("claude-sonnet-4-5@20250929")]
    public void What_is_charged_apart_does_not_take_the_price_of_the_model_that_was_asked_for(string sent)
    {
        Assert.Null(Find($"{{ {Providers} }}", "groq", sent, "gpt-4.1-mini"));
        Assert.Equal(7, Find($$"""{ {{Providers}}, "models": { "gpt-4.1-mini": { "price": { "input": 7, "output": 7 } } } }""", "groq", sent, "gpt-4.1-mini")!.Price.Input);
    }

    [Fact]
    public void A_price_of_the_user_holds_at_every_host()
    {
        _home.Write("""{ "models": [ { "id": "gpt-4.1", "price": { "input": 9, "output": 9 } }, { "id": "kimi-k2.5", "price": { "input": 8, "output": 9 } } ] }""", "catalog.json");
        Assert.Equal((9, 9, 8), (FindAtHost("openai", "gpt-4.1")!.Price.Input, FindAtHost("groq", "gpt-4.1")!.Price.Input, FindAtHost("together", "kimi-k2.5")!.Price.Input));
    }

    [Fact]
    public void Lanes_and_the_end_of_a_price_are_written_and_read()
    {
        var price = new ModelPrice(1m, 2m) { Batch = 0.5m, Flex = 0.4m, Until = "2026-12-31", After = new ModelPrice(3m, 4m) { Batch = 0.6m } };
        _home.Open().SetModel("m", new ModelEdit { Price = price });
        Assert.Equal(price, _home.Open().Read().Models["m"].Price);
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

    [Theory]
    [InlineData("\"input_cost_per_token_batches\": 1e-6, \"output_cost_per_token_batches\": 4e-6, \"input_cost_per_token_flex\": 1.5e-6, \"output_cost_per_token_flex\": 6e-6", 0.5, 0.75)]
    [InlineData("\"input_cost_per_token_batches\": 1e-6, \"output_cost_per_token_batches\": 8e-6, \"input_cost_per_token_flex\": 1e-6", null, null)]
    public void A_map_tells_the_factor_of_a_lane_if_it_is_one(string lanes, double? batch, double? flex)
    {
        Import($$"""{ "m": { "mode": "chat", "input_cost_per_token": 2e-6, "output_cost_per_token": 8e-6, {{lanes}} } }""");
        Assert.Equal(((decimal?)batch, (decimal?)flex), (Find("{}", "a", "m", "m")!.Price.Batch, Find("{}", "a", "m", "m")!.Price.Flex));
    }

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
    public void A_charge_that_the_users_own_price_lacks_makes_the_cost_unknown_and_is_reported(string member, bool unknown)
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
    public void A_price_and_a_limit_may_be_0_and_as_small_or_large_as_the_ledger_can_hold(string number) =>
        Assert.Single(_home.Read($$"""{ "models": { "m": { "price": { "input": {{number}}, "output": 2 } } }, "budgets": { "b": { "limit": {{number}}, "period": "day" } } }""").Budgets);

    public void Dispose() => _home.Dispose();

    private KnownPrice? Find(string json, string provider, string sent, string asked)
    {
        _home.Write(json);
        return ModelPrices.Find(_home.Open().Read(), provider, sent, asked);
    }

    private KnownPrice? FindAtHost(string provider, string sent) => Find("""
        { "providers": {
            "openai": {}, "azure": { "resource": "acme" }, "gemini": {}, "vertex": { "project": "p" }, "anthropic": {}, "holysheep-anthropic": {}, "bedrock": { "region": "us-east-1" }, "bedrock-anthropic": { "region": "us-east-1" },
            "openrouter": {}, "together": {}, "fireworks": {}, "groq": {}, "moonshot": {}, "mistral": {}, "deepseek": {}, "own": { "kind": "openai", "baseUrl": "http://own.invalid/v1" } } }
        """, provider, sent, sent);

    private PriceMapImport Import(string map)
    {
        for (var price = 1; price <= 3; price++)
        {
            map = map.Replace("E" + price, $$"""{ "mode": "chat", "input_cost_per_token": {{price}}e-6, "output_cost_per_token": 1e-6 }""", StringComparison.Ordinal);
        }

        return _home.Open().ImportPriceMap(_home.Write(map, "map.json"), force: true);
    }
}
