using System;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Cli.Tests.Commands;

public class ProvidersPresetsTests
{
    [Fact]
    public async Task Presets_are_listed_with_every_key_without_a_configuration_or_a_call()
    {
        using var home = new TempHome("this is not read");
        var result = await BuiltCommand.RunAsync(home, "providers", "presets", "--json");

        Assert.Equal(0, result.ExitCode);
        var presets = JsonDocument.Parse(result.Stdout).RootElement.EnumerateArray().ToList();
        Assert.All(presets, preset => Assert.Equal(
            ["name", "vendor", "kind", "api", "base_url", "models_url", "settings", "key_variables", "key_command", "keyless", "slash_ids", "source", "date"],
            preset.EnumerateObject().Select(member => member.Name)));
        Assert.Contains(presets, preset => preset.GetProperty("name").GetString() == "groq" && preset.GetProperty("key_variables")[0].GetString() == "GROQ_API_KEY");
    }

    [Fact]
    public async Task A_preset_is_shown_by_its_name_and_an_unknown_one_ends_with_2_and_the_nearest()
    {
        using var home = new TempHome();
        var known = await BuiltCommand.RunAsync(home, "providers", "presets", "cloudflare");
        var unknown = await BuiltCommand.RunAsync(home, "providers", "presets", "cloudflair");

        Assert.Equal("cloudflare\topenai\tCLOUDFLARE_API_TOKEN\taccountId\thttps://api.cloudflare.com/client/v4/accounts/{accountId}/ai/v1\n", known.Stdout);
        Assert.Equal(2, unknown.ExitCode);
        Assert.Contains("did you mean 'cloudflare'?", unknown.Stderr);
    }

    [Fact]
    public async Task A_missing_part_of_an_address_has_its_own_verdict_and_no_call_is_made()
    {
        using var home = new TempHome("""{ "providers": { "bedrock": { "apiKey": "env:K" } } }""").Set("K", KeyMarker.Value);
        var result = await BuiltCommand.RunAsync(home, "providers", "test", "bedrock", "--json");

        Assert.Equal(3, result.ExitCode);
        var test = Assert.Single(JsonDocument.Parse(result.Stdout).RootElement.EnumerateArray());
        Assert.Equal("SettingMissing", test.GetProperty("verdict").GetString());
        Assert.Contains("AWS_REGION", test.GetProperty("hint").GetString(), StringComparison.Ordinal);
    }
}
