using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Cli.Tests.Settings;

public sealed class ConfigTests : SettingsFixture
{
    [Fact]
    public async Task The_path_is_printed_whether_the_file_exists_or_not()
    {
        Assert.Equal(Home.ConfigPath + "\n", await OutputAsync("config", "path"));
        var json = await JsonAsync("config", "path");
        Assert.Equal((false, Path.Combine(Home.Folder, "keys"), Home.Folder), (json.GetProperty("exists").GetBoolean(), json.GetProperty("keys").GetString(), json.GetProperty("state").GetString()));
    }

    [Fact]
    public async Task What_is_shown_is_the_file_over_the_built_ins_and_can_be_read_as_a_file_again()
    {
        Home.WriteConfig("""
            {
              "providers": { "p": { "kind": "openai", "baseUrl": "http://127.0.0.1:8000", "headers": { "X-Team": "ops", "X-T": "env:T" }, "apiKey": "none" } },
              "budgets": { "b": { "limit": 1, "period": "24h", "webhook": "https://hooks.example.com/a-secret-of-0123456789" } },
              "network": { "proxy": "http://me:a-secret-of-0123456789@proxy:3128" },
              "defaults": { "patienceSec": 1.5 }
            }
            """);
        var shown = await SetAsync("config", "show");

        Assert.DoesNotContain("a-secret", shown, StringComparison.Ordinal);
        var root = JsonDocument.Parse(shown).RootElement;
        Assert.Equal(("https://api.holysheep.ai/v1", "none"), (root.GetProperty("providers").GetProperty("holysheep").GetProperty("baseUrl").GetString(), root.GetProperty("providers").GetProperty("p").GetProperty("apiKey").GetString()));
        Assert.Equal("""{"X-Team":"ops","X-T":"env:T"}""", JsonSerializer.Serialize(root.GetProperty("providers").GetProperty("p").GetProperty("headers")));
        Assert.Equal(("http://me:***@proxy:3128", "***", 1.5m), (root.GetProperty("network").GetProperty("proxy").GetString(), root.GetProperty("budgets").GetProperty("b").GetProperty("webhook").GetString(), root.GetProperty("defaults").GetProperty("patienceSec").GetDecimal()));
        Assert.Equal(3, root.GetProperty("chains").EnumerateObject().Count());
        Assert.Single((await SetAsync("config", "show", "--json")).TrimEnd('\n').Split('\n'));

        var again = Home.WriteFile("again.json", shown.Replace("\"webhook\": \"***\"", "\"webhook\": \"https://h\"", StringComparison.Ordinal));
        var (exitCode, second, _) = await InProcess.RunAsync(["config", "show", "--config", again]);
        Assert.Equal((0, shown), (exitCode, second));
    }

    [Fact]
    public async Task A_good_file_is_valid_and_its_warnings_are_reported()
    {
        Home.WriteConfig("""{ "chain": {}, "$schema": "holysheep.schema.json" }""");
        var result = await BuiltCommand.RunAsync(Home, "config", "check");
        Assert.Equal((0, Home.ConfigPath + ": valid\n"), (result.ExitCode, result.Stdout));
        Assert.Contains("'chain' is not known; did you mean 'chains'?", result.Stderr, StringComparison.Ordinal);
        Assert.Single(JsonDocument.Parse(await SetAsync("config", "check", "--json")).RootElement.GetProperty("warnings").EnumerateArray());
    }

    [Theory]
    [InlineData("{\n\n  \"health\": { \"breakSec\": \"x\" }\n}", "config.json, line 3: 'health.breakSec': expected seconds")]
    [InlineData("{\n  \"models\": { \"m\": { \"targets\": [ \"backup/m\" ] } } }", "config.json, line 2: 'models.m.targets[0]': the provider 'backup' is not configured")]
    [InlineData("{\n  \"models\": \n", "config.json, line 3: not valid JSON")]
    public async Task A_bad_file_ends_with_2_and_its_line_and_key(string text, string expected)
    {
        Home.WriteConfig(text);
        Assert.Contains(expected, await RefusedAsync("config", "check"), StringComparison.Ordinal);
        var (exitCode, stdout, _) = await InProcess.RunAsync(["config", "check", "--config", Home.ConfigPath, "--json"]);
        Assert.Equal((2, "ConfigurationInvalid"), (exitCode, JsonDocument.Parse(stdout).RootElement.GetProperty("error").GetProperty("code").GetString()));
    }

    [Fact]
    public async Task The_schema_is_the_published_one() =>
        Assert.Equal(File.ReadAllText(Path.Combine(Readme.Root, "docs", "holysheep.schema.json")), await OutputAsync("config", "schema"));
}
