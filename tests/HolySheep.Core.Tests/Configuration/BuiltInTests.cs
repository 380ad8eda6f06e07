using System;
using System.Linq;
using HolySheep.Configuration.Options;
using HolySheep.Errors;
using Xunit;

namespace HolySheep.Configuration;

public sealed class BuiltInTests : IDisposable
{
    private readonly ConfigurationHome _home = new();

    [Fact]
    public void Without_a_file_the_gateway_and_its_three_chains_are_there()
    {
        var configuration = _home.Open().Read();
        var provider = Assert.Single(configuration.Providers).Value;
        Assert.Equal("holysheep", provider.Name);
        Assert.Equal(ProviderKind.OpenAI, provider.Kind);
        Assert.Equal("https://api.holysheep.ai/v1", provider.BaseUrl!.AbsoluteUri);
        Assert.False(provider.Keyless);
        Assert.Equal(3, configuration.Chains.Count);
        Assert.Equal(["claude-sonnet-4.5", "gemini-2.5-flash"], configuration.Chains["gpt-4.1"]);
        Assert.Equal(["gemini-2.5-flash", "deepseek-v3.2"], configuration.Chains["claude-sonnet-4.5"]);
        Assert.Equal(["deepseek-v3.2", "gpt-4.1"], configuration.Chains["gemini-2.5-flash"]);
        Assert.Equal(new DefaultOptions(), configuration.Defaults);
        Assert.Empty(configuration.Warnings);
    }

    [Fact]
    public void The_environment_sets_the_built_in_address_and_model()
    {
        _home.Environment["HOLYSHEEP_BASE_URL"] = "http://127.0.0.1:9000/";
        _home.Environment["HOLYSHEEP_MODEL"] = "deepseek-v3.2";
        var configuration = _home.Open().Read();
        Assert.Equal("http://127.0.0.1:9000/v1", configuration.Providers["holysheep"].BaseUrl!.AbsoluteUri);
        Assert.Equal("deepseek-v3.2", configuration.Defaults.Model);
    }

    [Fact]
    public void The_file_lies_over_the_environment()
    {
        _home.Environment["HOLYSHEEP_BASE_URL"] = "not even an address";
        _home.Environment["HOLYSHEEP_MODEL"] = "deepseek-v3.2";
        var configuration = _home.Read("""
            { "providers": { "holysheep": { "baseUrl": "https://gate.example/v1" } }, "defaults": { "model": "gpt-4.1" } }
            """);
        Assert.Equal("https://gate.example/v1", configuration.Providers["holysheep"].BaseUrl!.AbsoluteUri);
        Assert.Equal("gpt-4.1", configuration.Defaults.Model);
    }

    [Fact]
    public void A_bad_address_in_the_environment_names_the_variable_and_not_the_password_in_it()
    {
        _home.Environment["HOLYSHEEP_BASE_URL"] = "https://me:hunter22@gate.example";
        var error = Assert.Throws<ConfigurationException>(() => _home.Open().Read());
        Assert.Contains("HOLYSHEEP_BASE_URL", error.Message);
        Assert.DoesNotContain("hunter22", error.ToString() + error.Hint);
    }

    [Fact]
    public void The_built_in_provider_keeps_what_the_file_does_not_say()
    {
        var provider = _home.Read("""{ "providers": { "holysheep": { "requestsPerMinute": 60 } } }""").Providers["holysheep"];
        Assert.Equal(60, provider.RequestsPerMinute);
        Assert.Equal("https://api.holysheep.ai/v1", provider.BaseUrl!.AbsoluteUri);
        Assert.Equal(ProviderKind.OpenAI, provider.Kind);
    }

    [Fact]
    public void A_chain_of_the_file_replaces_the_built_in_one_and_leaves_the_others()
    {
        var chains = _home.Read("""{ "chains": { "gpt-4.1": [ "deepseek-v3.2" ], "mine": [ "gpt-4.1" ] } }""").Chains;
        Assert.Equal(["deepseek-v3.2"], chains["gpt-4.1"]);
        Assert.Equal(["gpt-4.1"], chains["mine"]);
        Assert.Equal(["gemini-2.5-flash", "deepseek-v3.2"], chains["claude-sonnet-4.5"]);
    }

    [Fact]
    public void An_empty_list_turns_a_built_in_chain_off() =>
        Assert.DoesNotContain("gpt-4.1", _home.Read("""{ "chains": { "gpt-4.1": [] } }""").Chains.Keys);

    [Fact]
    public void Duplicates_and_the_model_itself_are_dropped_from_a_chain_and_the_order_stays() =>
        Assert.Equal(["b", "c", "d"], _home.Read("""{ "chains": { "a": [ "b", "a", "c", "b", "d", "c" ] } }""").Chains["a"]);

    [Theory]
    [InlineData("""["holysheep/gpt-4.1"]""", true)]
    [InlineData("""["backup/gpt-4.1"]""", false)]
    [InlineData("""["holysheep/gpt-4.1", "backup/gpt-4.1"]""", false)]
    [InlineData("[]", true)]
    public void A_built_in_chain_holds_only_while_all_targets_are_at_the_gateway(string targets, bool holds)
    {
        var configuration = _home.Read($$"""
            { "providers": { "backup": { "kind": "openai", "baseUrl": "http://127.0.0.1:1" } }, "models": { "gpt-4.1": { "targets": {{targets}} } } }
            """);
        Assert.Equal(holds, configuration.Chains.ContainsKey("gpt-4.1"));
        Assert.True(configuration.Chains.ContainsKey("claude-sonnet-4.5"));
    }

    [Fact]
    public void With_another_default_provider_only_models_that_are_kept_at_the_gateway_have_a_built_in_chain()
    {
        var configuration = _home.Read("""
            { "providers": { "backup": { "kind": "openai", "baseUrl": "http://127.0.0.1:1" } },
              "models": { "gpt-4.1": { "targets": [ "holysheep/gpt-4.1" ] } }, "defaults": { "provider": "backup" } }
            """);
        Assert.Equal("gpt-4.1", configuration.Chains.Keys.Single());
    }

    [Fact]
    public void A_chain_of_the_file_holds_wherever_the_targets_are()
    {
        var configuration = _home.Read("""
            { "providers": { "backup": { "kind": "openai", "baseUrl": "http://127.0.0.1:1" } },
              "chains": { "gpt-4.1": [ "other" ] }, "defaults": { "provider": "backup" } }
            """);
        Assert.Equal(["other"], configuration.Chains["gpt-4.1"]);
    }

    public void Dispose() => _home.Dispose();
}
