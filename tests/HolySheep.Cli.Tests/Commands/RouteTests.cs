using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Cli.Tests.Commands;

public sealed class RouteTests
{
    [Fact]
    public async Task The_route_is_one_object_and_no_provider_is_called()
    {
        await using var first = new ScriptedProvider();
        await using var second = new ScriptedProvider();
        using var home = ProviderHome.At(first, second);
        var result = await BuiltCommand.RunAsync(home, "route", "Hello, world!", "--model", "gpt-4.1", "--exclude-provider", "backup", "--json");

        Assert.Equal((0, ""), (result.ExitCode, result.Stderr));
        var route = JsonDocument.Parse(result.Stdout).RootElement;
        Assert.Equal(["model", "chain", "strategy", "reasons", "candidates"], route.EnumerateObject().Select(member => member.Name));
        Assert.Equal(("gpt-4.1", "priority"), (route.GetProperty("model").GetString(), route.GetProperty("strategy").GetString()));
        var candidates = route.GetProperty("candidates").EnumerateArray().ToList();
        Assert.Equal(
            ["order", "target", "model", "provider", "strategy", "state", "estimated_prompt_tokens", "estimated_cost_usd", "context_window", "reason"],
            candidates[0].EnumerateObject().Select(member => member.Name));
        Assert.Equal((1, 4, 128000), (candidates[0].GetProperty("order").GetInt32(), candidates[0].GetProperty("estimated_prompt_tokens").GetInt32(), candidates[0].GetProperty("context_window").GetInt32()));
        var left = candidates.Single(candidate => candidate.GetProperty("target").GetString() == "backup/gpt-4.1");
        Assert.Equal((JsonValueKind.Null, "the provider backup is excluded"), (left.GetProperty("order").ValueKind, left.GetProperty("reason").GetString()));
        Assert.Equal((0, 0), (first.CallCount, second.CallCount));
    }

    [Fact]
    public async Task What_decided_for_all_targets_is_told_below_the_rows()
    {
        await using var provider = new ScriptedProvider();
        using var home = ProviderHome.At(provider.BaseUrl);
        home.WriteConfig($$"""
            { "providers": { "one": { "kind": "openai", "baseUrl": "{{provider.BaseUrl}}", "apiKey": [ "env:HOLYSHEEP_API_KEY", "env:SECOND_KEY" ] } },
              "models": { "alpha": { "targets": [ "one/alpha" ] } }, "rules": [ { "name": "night", "when": { "task": "night" }, "model": "alpha" } ] }
            """);
        home.Set("SECOND_KEY", KeyMarker.Value + "-2");
        provider.OnAny().Answer(Reply.Throttle("600"), Reply.Text("now"));
        Assert.Equal("now", (await BuiltCommand.RunAsync(home, "chat", "a", "--task", "night")).Stdout.Trim());

        var result = await BuiltCommand.RunAsync(home, "route", "a", "--task", "night");
        Assert.StartsWith("1\tone/alpha\t", result.Stdout, System.StringComparison.Ordinal);
        Assert.Contains("notice: The keys of one/alpha: env:HOLYSHEEP_API_KEY is open until ", result.Stderr, System.StringComparison.Ordinal);
        Assert.Contains("night", result.Stderr, System.StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_terminal_the_rows_are_fields_with_tabs_and_no_prompt_is_waited_for()
    {
        await using var provider = new ScriptedProvider();
        using var home = ProviderHome.At(provider.BaseUrl);
        var result = await BuiltCommand.RunAsync(BuiltCommand.Options(home, "route", "--no-fallback", "--region", "eu") with { KeepsStdinOpen = true });
        Assert.Equal("\tholysheep/gpt-4.1\tpriority\tclosed\t0\t0.008\tno region is set for holysheep, and only eu may answer\n", result.Stdout);
    }

    [Theory]
    [InlineData("one")]
    [InlineData("one", "Good morning")]
    public async Task The_route_of_a_template_is_that_of_its_model(params string[] line)
    {
        using var home = new TempHome("""{ "templates": { "one": { "prompt": "In {language}: {}", "model": "gemini-2.5-flash" } } }""");
        var result = await BuiltCommand.RunAsync(home, ["route", "--template", .. line, "--var", "language=French", "--sandbox", "--json"]);

        Assert.Equal((0, ""), (result.ExitCode, result.Stderr));
        Assert.Equal("gemini-2.5-flash", JsonDocument.Parse(result.Stdout).RootElement.GetProperty("model").GetString());
    }

    [Fact]
    public async Task Chat_takes_a_region_too()
    {
        await using var first = new ScriptedProvider();
        await using var second = new ScriptedProvider();
        using var home = ProviderHome.At(first, second);
        var result = await BuiltCommand.RunAsync(home, "chat", "a", "--region", "ap");
        Assert.Equal(5, result.ExitCode);
        Assert.Contains("no region is set for holysheep, and only ap may answer", result.Stderr);
        Assert.Equal((0, 0), (first.CallCount, second.CallCount));
    }
}
