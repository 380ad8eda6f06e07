using System;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using HolySheep.Configuration.Description;
using HolySheep.Configuration.Settings;
using HolySheep.Errors;
using Xunit;

namespace HolySheep.Configuration;

/// <summary>Settings by their dotted names: what has no command of its own.</summary>
public sealed class SettingTests : IDisposable
{
    private readonly ConfigurationHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public void Every_documented_key_that_no_other_command_sets_can_be_set_read_and_removed()
    {
        _home.Write("-----BEGIN CERTIFICATE-----", "corp.pem");
        _home.Open().SetSetting("gateway.clients.team.a.token", "env:TOKEN");
        var settings = SettingList.Read(_home.Open());
        Assert.Equal(ConfigurationKeys.All.Where(key => key.Shape.Keys.Count > 0).Select(key => key.Name), settings.Select(setting => setting.Name.Split('.')[0]).Distinct());
        foreach (var setting in settings)
        {
            var key = SettingKey.Find(setting.Name)!;
            var example = JsonNode.Parse(key.Description!.Example!)!;
            var value = example is JsonValue text && text.TryGetValue<string>(out var plain) ? plain : example.ToJsonString();
            _home.Open().SetSetting(setting.Name.ToUpperInvariant().Replace("TEAM.A", "team.a", StringComparison.Ordinal), value);
            Assert.Empty(_home.Open().Read().Warnings);
            Assert.True(SettingList.Read(_home.Open(), setting.Name).Single() is { IsSet: true, Value: not null });
        }

        foreach (var setting in settings.Where(setting => setting.Default is not null))
        {
            _home.Open().RemoveSetting(setting.Name);
        }

        Assert.Equal("""{"gateway":{"clients":{"team.a":{"token":"env:CI_TOKEN"}}}}""", Text());
        _home.Open().RemoveSetting("gateway.clients.team.a");
        Assert.Equal("{}", Text());
    }

    [Theory]
    [InlineData("defaults.timeoutSec", "90", """{"defaults":{"timeoutSec":90}}"""), InlineData("defaults.timeoutSec", "0.5", """{"defaults":{"timeoutSec":0.5}}""")]
    [InlineData("defaults.hedgeSec", "2", """{"defaults":{"hedgeSec":2}}"""), InlineData("defaults.hedgeSec", "auto", """{"defaults":{"hedgeSec":"auto"}}""")]
    [InlineData("ledger.keepTexts", "TRUE", """{"ledger":{"keepTexts":true}}"""), InlineData("state.kind", "SQLite", """{"state":{"kind":"sqlite"}}""")]
    [InlineData("defaults.model", "12", """{"defaults":{"model":"12"}}""")]
    [InlineData("gateway.clients.a", """{ "token": "env:A" }""", """{"gateway":{"clients":{"a":{"token":"env:A"}}}}""")]
    public void A_value_is_written_in_the_form_of_its_key(string name, string value, string file)
    {
        _home.Open().SetSetting(name, value);
        Assert.Equal(file, Text());
    }

    [Theory]
    [InlineData("gateway.clients.a.models", "m,n", """["m","n"]"""), InlineData("gateway.clients.a.models", """[ "m", "n" ]""", """["m","n"]""")]
    [InlineData("gateway.clients.a.tags", """{ "team": "ops" }""", """{"team":"ops"}"""), InlineData("gateway.clients.a.tags.team.x", "ops", """{"team.x":"ops"}""")]
    public void Lists_and_tables_are_given_as_text(string name, string value, string json)
    {
        _home.Write("""{ "gateway": { "clients": { "a": { "token": "env:A" } } } }""");
        _home.Open().SetSetting(name, value);
        Assert.Contains(json, Text(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("network.proxi", "x", ErrorCode.SettingUnknown, "did you mean 'network.proxy'"), InlineData("proxy", "x", ErrorCode.SettingUnknown, "did you mean 'network.proxy'")]
    [InlineData("nothing.like.it", "x", ErrorCode.SettingUnknown, "'nothing.like.it' is not a setting."), InlineData("network.proxy.host", "x", ErrorCode.SettingUnknown, "not a setting")]
    [InlineData("gateway.clients.a.maxCostPrDay", "1", ErrorCode.SettingUnknown, "did you mean 'gateway.clients.a.maxCostPerDay'"), InlineData("gateway.clients.", "1", ErrorCode.SettingUnknown, "not a setting")]
    [InlineData("chains.a", "b", ErrorCode.SettingUnknown, "a command of its own"), InlineData("Budgets.daily.limit", "5", ErrorCode.SettingUnknown, "a command of its own")]
    [InlineData("defaults", "x", ErrorCode.ArgumentInvalid, "holds further keys: model"), InlineData("gateway.clients.a", "x", ErrorCode.ArgumentInvalid, "holds further keys: token")]
    [InlineData("defaults.timeoutSec", "soon", ErrorCode.ArgumentInvalid, "expected seconds, for example 300"), InlineData("defaults.timeoutSec", "0", ErrorCode.ArgumentInvalid, "seconds above 0, up to 86400")]
    [InlineData("defaults.timeoutSec", "1,5", ErrorCode.ArgumentInvalid, "expected seconds"), InlineData("defaults.maxAttempts", "2.5", ErrorCode.ArgumentInvalid, "a whole number from 1 to 1000")]
    [InlineData("ledger.keepTexts", "yes", ErrorCode.ArgumentInvalid, "expected true or false"), InlineData("state.kind", "mysql", ErrorCode.ArgumentInvalid, "'sqlite', 'memory' or 'postgres'")]
    [InlineData("defaults.provider", "holyshep", ErrorCode.ArgumentInvalid, "did you mean 'holysheep'"), InlineData("network.caFile", "gone.pem", ErrorCode.ArgumentInvalid, "does not exist")]
    [InlineData("health.maxBreakSec", "5", ErrorCode.ArgumentInvalid, "at least 'breakSec'"), InlineData("defaults.model", "", ErrorCode.ArgumentInvalid, "is empty")]
    [InlineData("gateway.clients.a.maxCostPerDay", "1", ErrorCode.ArgumentInvalid, "expected a 'token'")]
    public void What_is_not_a_setting_or_not_a_value_of_it_is_refused_and_nothing_is_written(string name, string value, string code, string message)
    {
        var fault = Assert.ThrowsAny<HolySheepException>(() => _home.Open().SetSetting(name, value));
        Assert.Equal((code, ExitCode.BadUsage, false), (fault.Code, ExitCode.Of(fault.Code), File.Exists(_home.File)));
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("state.connection", "Host=db;Password=geheim77"), InlineData("gateway.clients.a.token", "geheim77-geheim77"), InlineData("network.proxy", "http://me:geheim77@proxy:1"), InlineData("network.proxy", "socks://me:geheim77@proxy:1")]
    public void A_secret_is_refused_and_not_repeated(string name, string value)
    {
        var fault = Assert.ThrowsAny<HolySheepException>(() => _home.Open().SetSetting(name, value));
        Assert.DoesNotContain("geheim77", fault.ToString() + fault.Hint, StringComparison.Ordinal);
        Assert.False(File.Exists(_home.File));
    }

    [Fact]
    public void The_address_of_a_proxy_can_be_in_a_variable()
    {
        _home.Environment["PROXY"] = "http://me:geheim77@proxy:3128";
        _home.Open().SetSetting("network.proxy", "env:PROXY");
        var configuration = _home.Open().Read();
        Assert.Equal((new Uri("http://proxy:3128"), "me", "PROXY"), (configuration.Network.Proxy, configuration.Network.ProxyUser, configuration.Network.ProxyVariable));
        Assert.Equal("env:PROXY", SettingList.Read(_home.Open(), "network.proxy").Single().Value);
        _home.Environment["PROXY"] = "http://other:3128";
        Assert.True(_home.Open().HasOtherVariables(configuration));

        _home.Environment.Remove("PROXY");
        Assert.Contains("'PROXY' is not set", Assert.Throws<ConfigurationException>(() => _home.Open().Read()).Message, StringComparison.Ordinal);
        _home.Environment["PROXY"] = "geheim77";
        Assert.DoesNotContain("geheim77", Assert.Throws<ConfigurationException>(() => _home.Open().Read()).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Comments_and_what_is_not_known_stay()
    {
        _home.Write("""
            {
              "later": { "a": 1 },
              // how long we wait
              "defaults": { "timeoutSec": 60 /* agreed */ }
            }
            """);
        _home.Open().SetSetting("defaults.timeoutSec", "90");
        _home.Open().SetSetting("network.proxy", "http://proxy:1");
        var text = File.ReadAllText(_home.File);
        Assert.Contains("// how long we wait", text, StringComparison.Ordinal);
        Assert.Contains("/* agreed */", text, StringComparison.Ordinal);
        Assert.Contains("\"later\"", text, StringComparison.Ordinal);
        _home.Open().RemoveSetting("network");
        Assert.DoesNotContain("network", File.ReadAllText(_home.File), StringComparison.Ordinal);
    }

    [Fact]
    public void A_preview_is_checked_and_writes_nothing()
    {
        var preview = new ConfigurationFile(null, _home.Variable) { Preview = true };
        preview.SetSetting("network.proxy", "http://proxy:1");
        Assert.ThrowsAny<HolySheepException>(() => preview.SetSetting("network.proxy", "proxy"));
        Assert.False(File.Exists(_home.File));
    }

    private string Text() => JsonNode.Parse(File.ReadAllText(_home.File))!.ToJsonString();
}
