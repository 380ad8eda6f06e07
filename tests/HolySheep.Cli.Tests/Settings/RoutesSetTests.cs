using System;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Xunit;

namespace HolySheep.Cli.Tests.Settings;

/// <summary>Chains, rules and splits.</summary>
public sealed class RoutesSetTests : SettingsFixture
{
    [Fact]
    public async Task A_chain_is_set_listed_turned_off_and_removed()
    {
        await SetAsync("chains", "set", "gpt-4.1", "claude-sonnet-4.5, deepseek-v3.2");
        Assert.Equal("gpt-4.1\tclaude-sonnet-4.5 deepseek-v3.2\n", await SetAsync("chains", "list", "GPT-4.1"));
        Assert.Equal("""[{"model":"gpt-4.1","fallback":["claude-sonnet-4.5","deepseek-v3.2"]}]""", (await SetAsync("chains", "list", "gpt*", "--json")).TrimEnd());
        await SetAsync("chains", "set", "gpt-4.1", "");
        Assert.Equal("""{"gpt-4.1":[]}""", Part("chains"));
        await SetAsync("chains", "remove", "Claude-Sonnet-4.5");
        Assert.DoesNotContain("claude-sonnet-4.5\t", await SetAsync("chains", "list"), StringComparison.Ordinal);
        Assert.Contains("did you mean 'gemini-2.5-flash'?", await RefusedAsync("chains", "remove", "gemini-2.5-falsh"), StringComparison.Ordinal);
        Assert.Contains("holysheep chains set needs A,B", await RefusedAsync("chains", "set", "gpt-4.1"), StringComparison.Ordinal);
        Assert.Contains("did you mean 'holysheep'?", await RefusedAsync("chains", "set", "gpt-4.1", "holyshep/x"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fallback models", "chains", "set", "m", " ")]
    [InlineData("fallback models", "chains", "set", "m", "b,,c")]
    [InlineData("fallback models", "chains", "set", "m", "b,")]
    [InlineData("targets", "models", "set", "m", "holysheep/a,")]
    [InlineData("at each place of its list", "splits", "set", "m", "", "5")]
    [InlineData("at each place of its list", "splits", "set", "m", "a=5,,b=5")]
    [InlineData("at each place of its list", "rules", "set", "r", "--chain", "", "--task", "t")]
    [InlineData("models of the rule", "rules", "set", "r", "", "--task", "t")]
    [InlineData("models of the rule", "rules", "set", "r", "m", "--for-model", "a,")]
    [InlineData("scope of the budget", "budget", "set", "d", "1", "--scope", "")]
    [InlineData("models of the chain", "budget", "set", "d", "1", "--action", "downgrade", "--chain", "a,,b")]
    [InlineData("key references", "providers", "set", "holysheep", "--api-key-reference", "env:A,")]
    public async Task A_list_with_an_empty_name_is_refused_and_changes_nothing(string fault, params string[] line) =>
        Assert.Contains(fault, await RefusedAsync(line), StringComparison.Ordinal);

    [Fact]
    public async Task An_entry_is_changed_and_removed_in_another_letter_case()
    {
        await SetAsync("chains", "set", "Big", "b");
        await SetAsync("chains", "set", "big", "");
        Assert.Equal("""{"Big":[]}""", Part("chains"));
        await SetAsync("models", "set", "Big", "holysheep/a");
        await SetAsync("models", "set", "big", "--strategy", "weighted");
        Assert.Equal("""{"Big":{"targets":["holysheep/a"],"strategy":"weighted"}}""", Part("models"));
        await SetAsync("models", "remove", "BIG");
        await SetAsync("budget", "set", "Daily", "5");
        await SetAsync("budget", "set", "daily", "9");
        Assert.Equal("""{"Daily":{"limit":9,"period":"day"}}""", Part("budgets"));
        await SetAsync("budget", "remove", "DAILY");
        await SetAsync("config", "set", "gateway.clients.CI.token", "env:CI_TOKEN");
        await SetAsync("config", "set", "gateway.clients.ci.maxCostPerDay", "1");
        Assert.Equal("""{"clients":{"CI":{"token":"env:CI_TOKEN","maxCostPerDay":1}}}""", Part("gateway"));
        await SetAsync("config", "unset", "gateway.clients.ci");
    }

    [Fact]
    public async Task A_rule_is_set_placed_listed_changed_and_removed()
    {
        await SetAsync("rules", "set", "long", "gemini-2.5-flash", "--min-prompt-tokens", "20000", "--tag", "team=ops", "--for-model", "gpt-4.1,claude-sonnet-4.5");
        await SetAsync("rules", "set", "night", "--chain", "deepseek-v3.2,gpt-4.1", "--between", "22:00-06:00", "--time-zone", "UTC", "--task", "batch", "--prompt-pattern", "(?i)log", "--position", "1");

        Assert.Equal("""
            [{"name":"night","when":{"between":"22:00-06:00","timeZone":"UTC","task":"batch","prompt":"(?i)log"},"chain":["deepseek-v3.2","gpt-4.1"]},
            {"name":"long","when":{"minPromptTokens":20000,"tags":{"team":"ops"},"models":["gpt-4.1","claude-sonnet-4.5"]},"model":"gemini-2.5-flash"}]
            """.ReplaceLineEndings(""), Part("rules"));
        Assert.Equal("2\tlong\ttokens >= 20000, team = ops, for gpt-4.1 or claude-sonnet-4.5\tgemini-2.5-flash\n", await SetAsync("rules", "list", "l*"));
        var listed = JsonDocument.Parse(await SetAsync("rules", "list", "NIGHT", "--json")).RootElement[0];
        Assert.Equal((1, "UTC", "(?i)log"), (listed.GetProperty("position").GetInt32(), listed.GetProperty("time_zone").GetString(), listed.GetProperty("prompt_pattern").GetString()));

        await SetAsync("rules", "set", "long", "--tag", "", "--for-model", "", "--max-prompt-tokens", "30000", "--min-prompt-tokens", "0");
        Assert.Equal("""{"name":"long","when":{"maxPromptTokens":30000},"model":"gemini-2.5-flash"}""", Config["rules"]![1]!.ToJsonString());
        Assert.Contains("a rule's position is 1 or more, got 0", await RefusedAsync("rules", "set", "long", "--position", "0"), StringComparison.Ordinal);
        Assert.Contains("did you mean 'night'?", await RefusedAsync("rules", "remove", "nihgt"), StringComparison.Ordinal);
        await SetAsync("rules", "remove", "night");
        Assert.Equal(["long"], Config["rules"]!.AsArray().Select(rule => (string?)rule!["name"]));
    }

    [Fact]
    public async Task A_split_is_set_with_shares_limits_and_a_shadow_and_removed()
    {
        await SetAsync("splits", "set", "gpt-4.1", "claude-sonnet-4.5", "5", "--max-error-rate", "0.05", "--max-p95-sec", "2.5", "--min-samples", "20");
        await SetAsync("splits", "set", "gpt-4.1", "--shadow", "gemini-2.5-flash", "--shadow-percent", "2");
        var split = (await JsonAsync("splits", "list"))[0];
        Assert.Equal((5m, 0.05m, 2.5m, 20), (split.GetProperty("to")[0].GetProperty("percent").GetDecimal(), split.GetProperty("max_error_rate").GetDecimal(), split.GetProperty("max_p95_sec").GetDecimal(), split.GetProperty("min_samples").GetInt32()));
        Assert.Equal((95m, "gemini-2.5-flash"), (split.GetProperty("old").GetProperty("percent").GetDecimal(), split.GetProperty("shadow").GetProperty("model").GetString()));

        await SetAsync("splits", "set", "gpt-4.1", "claude-sonnet-4.5=5,gemini-2.5-flash=7.5", "--shadow", "", "--max-p95-sec", "0");
        Assert.Equal(
            ["gpt-4.1\tgpt-4.1\t87.5\t0\t0\t\told", "gpt-4.1\tclaude-sonnet-4.5\t5\t0\t0\t\tnew", "gpt-4.1\tgemini-2.5-flash\t7.5\t0\t0\t\tnew", ""],
            (await OutputAsync("splits", "list", "gpt-4.1")).Split('\n'));
        Assert.Contains("from 0 to 100", await RefusedAsync("splits", "set", "gpt-4.1", "claude-sonnet-4.5", "101"), StringComparison.Ordinal);
        Assert.Contains("PERCENT takes numbers, for example 0.8, got '5,5'", await RefusedAsync("splits", "set", "gpt-4.1", "claude-sonnet-4.5", "5,5"), StringComparison.Ordinal);
        Assert.Contains("got 'claude-sonnet-4.5=five'", await RefusedAsync("splits", "set", "gpt-4.1", "claude-sonnet-4.5=five"), StringComparison.Ordinal);
        await SetAsync("splits", "remove", "GPT-4.1");
        Assert.Contains("has no split", await RefusedAsync("splits", "remove", "gpt-4.1"), StringComparison.Ordinal);
    }
}
