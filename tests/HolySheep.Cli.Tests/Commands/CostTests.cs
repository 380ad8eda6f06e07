using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Cli.Tests.Commands;

public sealed class CostTests
{
    [Fact]
    public async Task A_text_is_measured_at_the_models_named_and_no_provider_is_called()
    {
        await using var provider = new ScriptedProvider();
        using var home = ProviderHome.At(provider.BaseUrl);

        var result = await BuiltCommand.RunAsync(home, "cost", "four", "--model", "gpt-4.1,unheard-of", "--output-tokens", "10", "--json");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(0, provider.CallCount);
        var estimates = JsonDocument.Parse(result.Stdout).RootElement.EnumerateArray().ToArray();
        string[] keys =
        [
            "model", "provider", "items", "prompt_tokens", "estimated", "output_tokens", "input_cost_usd", "output_cost_usd", "cost_usd", "cost_reason",
            "context_window", "fits", "too_long", "price", "price_source", "price_date",
        ];
        Assert.All(estimates, estimate => Assert.Equal(keys, estimate.EnumerateObject().Select(member => member.Name)));
        Assert.Equal(0.000082m, estimates[0].GetProperty("cost_usd").GetDecimal());
        Assert.True(estimates[0].GetProperty("fits").GetBoolean());
        Assert.Equal(JsonValueKind.Null, estimates[1].GetProperty("cost_usd").ValueKind);
        Assert.Equal("No price is known for holysheep/unheard-of.", estimates[1].GetProperty("cost_reason").GetString());
    }

    [Fact]
    public async Task Without_a_text_standard_input_is_the_prompt_and_the_chain_is_compared()
    {
        using var home = new TempHome();

        var result = await BuiltCommand.RunAsync(BuiltCommand.Options(home, "cost") with { Stdin = "12345678\n" });

        Assert.Equal(0, result.ExitCode);
        var rows = result.Stdout.TrimEnd('\n').Split('\n').Select(line => line.Split('\t')).ToArray();
        Assert.Equal(["gpt-4.1", "claude-sonnet-4.5", "gemini-2.5-flash"], rows.Select(row => row[0]));
        Assert.Equal(["gpt-4.1", "holysheep", "1", "3", "1000", "0.008006", "yes", "public articles on the HolySheep gateway, 2026-11-22"], rows[0]);
    }

    [Fact]
    public async Task Files_and_rows_are_added_to_the_text()
    {
        using var home = new TempHome();
        var file = home.WriteFile("a.txt", "1234");
        var csv = home.WriteFile("rows.csv", "Id,Body\n1,1234\n2,1234\n");

        var result = await BuiltCommand.RunAsync(home, "cost", "1234", "--file", file, "--file", file, "--csv", csv, "--prompt", "{Body}", "--model", "gpt-4.1", "--json");

        Assert.Equal(5, JsonDocument.Parse(result.Stdout).RootElement[0].GetProperty("items").GetInt32());
    }

    [Fact]
    public async Task With_exact_the_providers_count_and_one_that_does_not_is_named_on_standard_error()
    {
        await using var provider = new ScriptedProvider();
        provider.Handle(request => request.Path == "/v1/messages/count_tokens" ? Reply.Json(200, "{ \"input_tokens\": 1000 }") : null);
        using var home = new TempHome($$"""
            {
              "providers": {
                "claude": { "kind": "anthropic", "baseUrl": "{{provider.Root}}", "apiKey": "env:CLAUDE_KEY" },
                "other": { "kind": "openai", "baseUrl": "{{provider.BaseUrl}}", "apiKey": "none" }
              }
            }
            """).Set("CLAUDE_KEY", KeyMarker.Value);

        var result = await BuiltCommand.RunAsync(home, "cost", "four", "--model", "claude/claude-sonnet-4.5,other/unheard-of", "--output-tokens", "0", "--exact", "--json");

        Assert.Equal(0, result.ExitCode);
        var estimates = JsonDocument.Parse(result.Stdout).RootElement.EnumerateArray().ToArray();
        Assert.Equal((1000, false, 0.003m), (estimates[0].GetProperty("prompt_tokens").GetInt32(), estimates[0].GetProperty("estimated").GetBoolean(), estimates[0].GetProperty("cost_usd").GetDecimal()));
        Assert.True(estimates[1].GetProperty("estimated").GetBoolean());
        Assert.Equal("warning: other/unheard-of did not count the tokens: the provider has no count of tokens. They are estimated.", result.Stderr.TrimEnd('\n'));
        Assert.Equal(KeyMarker.Value, Assert.Single(provider.Requests).Header("x-api-key"));
    }

    [Theory]
    [InlineData("cost", "--csv", "rows.csv", "no prompt for the rows")]
    [InlineData("cost", "--file", "gone.txt", "gone.txt")]
    public async Task A_text_that_cannot_be_measured_is_bad_usage(string command, string option, string value, string expected)
    {
        using var home = new TempHome();

        var result = await BuiltCommand.RunAsync(home, command, option, value);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(expected, result.Stderr, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_price_map_is_imported_beside_the_configuration_and_refused_when_it_has_shrunk()
    {
        const string Entry = """{ "mode": "chat", "input_cost_per_token": 2e-06, "output_cost_per_token": 8e-06 }""";
        using var home = new TempHome();
        var whole = home.WriteFile("whole.json", $$"""{ "a": {{Entry}}, "b": {{Entry}}, "c": {{Entry}} }""");
        var cut = home.WriteFile("cut.json", $$"""{ "a": {{Entry}} }""");

        var imported = await BuiltCommand.RunAsync(home, "models", "import", whole, "--json");
        Assert.Equal(3, JsonDocument.Parse(imported.Stdout).RootElement.GetProperty("models").GetInt32());
        Assert.True(File.Exists(Path.Combine(home.Folder, "catalog.json")));

        var refused = await BuiltCommand.RunAsync(home, "models", "import", cut, "--json");
        Assert.Equal(2, refused.ExitCode);
        Assert.Equal("PriceMapShrunk", JsonDocument.Parse(refused.Stdout).RootElement.GetProperty("error").GetProperty("code").GetString());

        var forced = await BuiltCommand.RunAsync(home, "models", "import", cut, "--force");
        Assert.Equal((0, true), (forced.ExitCode, forced.Stdout.Contains("1 models in ", StringComparison.Ordinal)));
    }
}
