using System;
using System.IO;
using System.Linq;
using System.Text;
using HolySheep.Catalog;
using HolySheep.Configuration.Keys;
using HolySheep.Configuration.Options;
using Xunit;

namespace HolySheep.Configuration;

public sealed class ReadingTests : IDisposable
{
    private readonly ConfigurationHome _home = new();

    [Fact]
    public void The_sample_of_the_contract_is_read_whole_and_without_a_warning()
    {
        _home.Write("no certificate is read here", "corp.pem");
        var configuration = _home.Read(Samples.Contract);

        var backup = configuration.Providers["backup"];
        Assert.Equal("http://127.0.0.1:8000/v1", backup.BaseUrl!.AbsoluteUri);
        Assert.Equal(["env:BACKUP_KEY"], backup.ApiKeys.Select(key => key.ToString()));
        Assert.Equal(("team-a", "ap", 600, 90_000, 32),
            (backup.QuotaGroup, backup.Region, backup.RequestsPerMinute!.Value, backup.TokensPerMinute!.Value, backup.MaxConcurrency!.Value));
        var model = configuration.Models["gpt-4.1"];
        Assert.Equal([new TargetOptions("holysheep", "gpt-4.1"), new TargetOptions("backup", "gpt-4.1", 2)], model.Targets);
        Assert.Equal(TargetStrategy.Weighted, model.Strategy);
        Assert.Equal(["claude-sonnet-4.5", "gemini-2.5-flash"], configuration.Chains["gpt-4.1"]);
        Assert.Equal(new DefaultOptions { FirstToken = TimeSpan.FromSeconds(10) }, configuration.Defaults);
        Assert.Equal(new HealthOptions(), configuration.Health);
        Assert.Equal("http://proxy:3128/", configuration.Network.Proxy!.AbsoluteUri);
        Assert.Equal(Path.Combine(_home.Folder, "corp.pem"), configuration.Network.CaFile);
        Assert.Equal(_home.File, configuration.File);
        Assert.Empty(configuration.Warnings);
    }

    [Theory]
    [InlineData("priority", TargetStrategy.Priority)]
    [InlineData("round-robin", TargetStrategy.RoundRobin)]
    [InlineData("weighted", TargetStrategy.Weighted)]
    [InlineData("least-busy", TargetStrategy.LeastBusy)]
    [InlineData("lowest-latency", TargetStrategy.LowestLatency)]
    [InlineData("lowest-cost", TargetStrategy.LowestCost)]
    public void Every_strategy_of_the_contract_is_read_and_spelled_as_it_was(string name, TargetStrategy strategy)
    {
        var configuration = _home.Read($$"""{ "models": { "m": { "strategy": "{{name}}" } } }""");
        Assert.Equal(strategy, configuration.Models["m"].Strategy);
        Assert.Equal(name, TargetStrategyName.Of(strategy));
        Assert.Empty(configuration.Warnings);
    }

    [Fact]
    public void Seconds_may_be_fractions_and_patience_may_be_none()
    {
        var defaults = _home.Read("""{ "defaults": { "timeoutSec": 0.5, "stallSec": 1e1, "patienceSec": 0, "maxAttempts": 1 } }""").Defaults;
        Assert.Equal(TimeSpan.FromMilliseconds(500), defaults.Timeout);
        Assert.Equal(TimeSpan.FromSeconds(10), defaults.Stall);
        Assert.Equal(TimeSpan.Zero, defaults.Patience);
        Assert.Equal(1, defaults.MaxAttempts);
    }

    [Theory]
    [InlineData("2.5", 2.5), InlineData("0", 0d), InlineData("\"auto\"", null), InlineData("\"p95\"", null)]
    public void The_time_of_a_hedge_is_seconds_or_the_targets_own(string text, double? seconds) =>
        Assert.Equal(seconds, _home.Read($$"""{ "defaults": { "hedgeSec": {{text}} } }""").Defaults.Hedge.Time?.TotalSeconds);

    [Fact]
    public void A_longer_first_break_lengthens_the_longest_one_with_it() =>
        Assert.Equal(TimeSpan.FromMinutes(1), _home.Read("""{ "health": { "breakSec": 60 } }""").Health.MaxBreak);

    [Fact]
    public void Prices_are_exact_decimals()
    {
        var price = _home.Read("""{ "models": { "m": { "price": { "input": 0.1, "cachedInput": 0.025, "output": 12 } } } }""").Models["m"].Price;
        Assert.Equal(new ModelPrice(0.1m, 12m, 0.025m), price);
    }

    [Theory]
    [InlineData("https://host", "https://host/v1")]
    [InlineData("https://host/", "https://host/v1")]
    [InlineData("https://host:8443/v1", "https://host:8443/v1")]
    [InlineData("https://host/v1/", "https://host/v1")]
    [InlineData("https://host/v1/chat/completions", "https://host/v1")]
    [InlineData("https://host/v1/chat/completions/", "https://host/v1")]
    [InlineData("https://host/openai/deployments/x", "https://host/openai/deployments/x")]
    [InlineData("https://host/openai/deployments/x/chat/completions", "https://host/openai/deployments/x")]
    [InlineData("https://host/chat/completions", "https://host/")]
    [InlineData("http://[::1]:8000", "http://[::1]:8000/v1")]
    public void A_base_url_is_read_in_every_usual_spelling(string text, string expected)
    {
        var provider = _home.Read($$"""{ "providers": { "p": { "kind": "openai", "baseUrl": "{{text}}" } } }""").Providers["p"];
        Assert.Equal(expected, provider.BaseUrl!.AbsoluteUri);
        Assert.Equal(expected.TrimEnd('/') + "/models", BaseUrl.Append(provider.BaseUrl, "/models").AbsoluteUri);
    }

    [Fact]
    public void A_sandbox_provider_needs_neither_address_nor_key()
    {
        var provider = _home.Read("""{ "providers": { "play": { "kind": "sandbox" } } }""").Providers["play"];
        Assert.Null(provider.BaseUrl);
        Assert.True(provider.Keyless);
    }

    [Fact]
    public void Keys_may_be_one_reference_or_several_or_none()
    {
        var providers = _home.Read("""
            { "providers": {
              "one": { "kind": "openai", "baseUrl": "http://h", "apiKey": "secret:Vault/a/b" },
              "two": { "kind": "openai", "baseUrl": "http://h", "apiKey": [ "env:A", "file:keys/b.txt", "env:A", "file:~/c.txt" ] },
              "free": { "kind": "openai", "baseUrl": "http://h", "apiKey": "none" } } }
            """).Providers;
        Assert.Equal([new KeyReference(KeySource.Vault, "Vault/a/b")], providers["one"].ApiKeys);
        Assert.Equal(
            [
                new KeyReference(KeySource.Environment, "A"),
                new KeyReference(KeySource.File, Path.Combine(_home.Folder, "keys", "b.txt")),
                new KeyReference(KeySource.File, Path.Combine(_home.Folder, "c.txt")),
            ],
            providers["two"].ApiKeys);
        Assert.True(providers["free"].Keyless);
        Assert.Empty(providers["free"].ApiKeys);
    }

    [Fact]
    public void Comments_trailing_commas_and_a_byte_order_mark_are_fine()
    {
        var text = "// mine\n{ \"defaults\": { /* why */ \"model\": \"m\", }, }\n";
        File.WriteAllText(_home.File, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        Assert.Equal("m", _home.Open().Read().Defaults.Model);
    }

    [Fact]
    public void A_file_that_Windows_PowerShell_wrote_as_UTF_16_is_read()
    {
        File.WriteAllText(_home.File, """{ "defaults": { "model": "mô-hình" } }""", Encoding.Unicode);
        Assert.Equal("mô-hình", _home.Open().Read().Defaults.Model);
    }

    [Fact]
    public void A_proxys_password_is_kept_apart_from_its_address()
    {
        var network = _home.Read("""{ "network": { "proxy": "http://me:p%40ss-word@proxy:3128" } }""").Network;
        Assert.Equal("http://proxy:3128/", network.Proxy!.AbsoluteUri);
        Assert.Equal("me", network.ProxyUser);
        Assert.Equal("p@ss-word", network.ProxyPassword!.Reveal());
        Assert.DoesNotContain("ss-word", network.ToString());
    }

    [Theory]
    [InlineData("""{ "defualts": {} }""", 1, "'defualts' is not known; did you mean 'defaults'?")]
    [InlineData("{\n \"defaults\": {\n  \"timeoutSecs\": 3 } }", 3, "'timeoutSecs' is not known; did you mean 'timeoutSec'?")]
    [InlineData("{\n \"defaults\": { \"TimeoutSec\": 3 } }", 2, "'TimeoutSec' is not known; did you mean 'timeoutSec'?")]
    [InlineData("{ \"health\": {\n\n \"brakeSec\": 3 } }", 3, "'brakeSec' is not known; did you mean 'breakSec'?")]
    [InlineData("{ \"network\": {\n \"proxi\": 3 } }", 2, "'proxi' is not known; did you mean 'proxy'?")]
    [InlineData("{ \"models\": { \"m\": {\n \"target\": [] } } }", 2, "'target' is not known; did you mean 'targets'?")]
    [InlineData("{ \"models\": { \"m\": { \"targets\": [\n { \"target\": \"holysheep/m\", \"wieght\": 2 } ] } } }", 2, "'wieght' is not known; did you mean 'weight'?")]
    [InlineData("{ \"models\": { \"m\": { \"price\": {\n \"input\": 1, \"output\": 1, \"cached\": 1 } } } }", 2, "'cached' is not known")]
    [InlineData("{ \"providers\": { \"holysheep\": {\n \"base_url\": \"x\" } } }", 2, "'base_url' is not known; did you mean 'baseUrl'?")]
    [InlineData("""{ "zzz": 1 }""", 1, "'zzz' is not known")]
    public void An_unknown_key_warns_with_its_line_and_the_nearest_known_name(string text, int line, string expected)
    {
        var warning = Assert.Single(_home.Read(text).Warnings);
        Assert.EndsWith(expected, warning);
        Assert.Contains($"{_home.File}, line {line}: ", warning);
    }

    public void Dispose() => _home.Dispose();
}
