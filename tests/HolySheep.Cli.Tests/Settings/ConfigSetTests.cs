using System;
using System.Threading.Tasks;
using Xunit;

namespace HolySheep.Cli.Tests.Settings;

public sealed class ConfigSetTests : SettingsFixture
{
    [Fact]
    public async Task A_setting_is_set_printed_and_removed()
    {
        Assert.Equal("", await OutputAsync("config", "set", "network.proxy", "http://proxy:3128"));
        Assert.Equal("http://proxy:3128\n", await OutputAsync("config", "get", "Network.Proxy"));
        Assert.Equal("""{"proxy":"http://proxy:3128"}""", Part("network"));
        Assert.Equal("", await SetAsync("config", "unset", "network.proxy"));
        Assert.Equal("", await SetAsync("config", "get", "network.proxy"));
        Assert.Equal("", Part("network"));
    }

    [Fact]
    public async Task Without_a_name_all_settings_are_listed_and_a_section_lists_its_own()
    {
        Home.WriteConfig("""{ "health": { "breakSec": 7 } }""");
        Assert.Contains("\nhealth.breakSec\t7\tthe file\t", await SetAsync("config", "get"), StringComparison.Ordinal);
        Assert.StartsWith("health.breakSec\t7\tthe file\tHow long", await SetAsync("config", "get", "health"), StringComparison.Ordinal);
        var json = await JsonAsync("config", "get", "health");
        Assert.Equal(("health.maxBreakSec", "30", false, "30"), (json[1].GetProperty("name").GetString(), json[1].GetProperty("value").GetString(), json[1].GetProperty("is_set").GetBoolean(), json[1].GetProperty("default").GetString()));
        Assert.Equal("7", (await JsonAsync("config", "get", "health.breakSec")).GetProperty("value").GetString());
    }

    [Theory]
    [InlineData("error SettingUnknown: 'network.proxi' is not a setting; did you mean 'network.proxy'?", "set", "network.proxi", "x"), InlineData("'holysheep config get' lists the settings.", "get", "nothing")]
    [InlineData("'holysheep budget set' sets budgets.", "set", "budgets.daily.limit", "5"), InlineData("holysheep config set network.proxy env:HOLYSHEEP_PROXY", "set", "network.proxy", "http://me:pw@proxy:1")]
    [InlineData("holysheep config unset defaults.model", "set", "defaults.model", ""), InlineData("VALUE", "set", "network.proxy")]
    public async Task What_cannot_be_set_ends_with_2_and_the_next_step(string expected, params string[] line)
    {
        Home.WriteConfig("{}");
        Assert.Contains(expected, await RefusedAsync(["config", .. line]), StringComparison.Ordinal);
        Assert.Equal("{}", Config.ToJsonString());
    }

    [Fact]
    public async Task With_what_if_nothing_is_written()
    {
        Home.WriteConfig("""{ "network": { "proxy": "http://p:1" } }""");
        Assert.Contains("\"Set defaults.timeoutSec\"", await SetAsync("config", "set", "defaults.timeoutSec", "5", "--what-if"), StringComparison.Ordinal);
        Assert.Contains("\"Remove network, so that its default applies\"", await SetAsync("config", "unset", "network", "--what-if"), StringComparison.Ordinal);
        Assert.Equal("""{"network":{"proxy":"http://p:1"}}""", Config.ToJsonString());
    }

    [Fact]
    public async Task The_age_of_kept_answers_is_set_with_the_model()
    {
        await SetAsync("models", "set", "gpt-4.1", "--cache", "12h");
        Assert.Equal("""{"gpt-4.1":{"cache":"12h"}}""", Part("models"));
        Assert.Contains("\"cache\":\"12h\"", await SetAsync("config", "show", "--json"), StringComparison.Ordinal);
        await SetAsync("models", "set", "gpt-4.1", "--cache", "");
        Assert.Equal("", Part("models"));
        Assert.Contains("an age such as '1d'", await RefusedAsync("models", "set", "gpt-4.1", "--cache", "soon"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_configuration_is_shown_with_its_cache_and_its_templates()
    {
        Home.WriteConfig("""{ "cache": { "maxMegabytes": 9 }, "templates": { "t": { "prompt": "Sum up {}", "schema": { "A": "string" }, "options": { "maxTokens": 5, "stop": [ "END" ] } } } }""");
        var shown = await SetAsync("config", "show", "--json");
        Assert.Contains("\"cache\":{\"maxMegabytes\":9}", shown, StringComparison.Ordinal);
        Assert.Contains("\"templates\":{\"t\":{\"prompt\":\"Sum up {}\",\"schema\":{\"A\":\"string\"},\"options\":{\"maxTokens\":5,\"stop\":[\"END\"]}}}", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_of_settings_are_completed()
    {
        Home.WriteConfig("""{ "gateway": { "clients": { "ci": { "token": "env:CI" } } } }""");
        Assert.StartsWith("network.proxy\t", (await BuiltCommand.RunAsync(Home, "__complete", "config", "set", "=network.p")).Stdout, StringComparison.Ordinal);
        Assert.StartsWith("gateway.clients.ci.token\t", (await BuiltCommand.RunAsync(Home, "__complete", "config", "unset", "=gateway.clients.ci.t")).Stdout, StringComparison.Ordinal);
    }
}
