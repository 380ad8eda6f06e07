using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Cli.Tests.Routing;

public class RehearsalTests
{
    [Fact]
    public async Task The_real_route_is_shown_and_nothing_is_sent_or_remembered()
    {
        await using var provider = new ScriptedProvider();
        using var home = Home(provider);

        var result = await BuiltCommand.RunAsync(home, "chat", "hi", "--json", "--task", "t", "--rehearse", "gpt-4.1=404; backup/*=404");

        Assert.Equal(0, result.ExitCode);
        var json = JsonDocument.Parse(result.Stdout).RootElement;
        Assert.Equal(["local/gpt-4.1", "backup/gpt-4.1", "local/last"], json.GetProperty("attempts").EnumerateArray().Select(attempt => attempt.GetProperty("target").GetString()));
        Assert.Equal(("local", 0m), (json.GetProperty("provider").GetString(), json.GetProperty("cost_usd").GetDecimal()));
        Assert.Contains("verbose: The rule 'r' asks gpt-4.1, then last in place of other.", result.Stderr, StringComparison.Ordinal);
        Assert.Contains("verbose: local/gpt-4.1: Unfit", result.Stderr, StringComparison.Ordinal);
        Assert.Contains("warning: This was a rehearsal", result.Stderr, StringComparison.Ordinal);
        Assert.Equal(0, provider.CallCount);
        Assert.Empty(Directory.EnumerateFiles(home.Folder, "*.db*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_rehearsed_outage_of_every_target_ends_as_a_real_one()
    {
        await using var provider = new ScriptedProvider();
        using var home = Home(provider);
        Assert.Equal(5, (await BuiltCommand.RunAsync(home, "chat", "hi", "--retries", "0", "--rehearse", "*=503")).ExitCode);
    }

    [Theory]
    [InlineData("--rehearse", "gpt-4.1=down", "--sandbox")]
    [InlineData("--rehearse", "gpt-4.1=down", "--sandbox-script", "a=down")]
    [InlineData("--rehearse", "gpt-4.1")]
    public async Task Contradicting_or_missing_options_are_bad_usage(params string[] options)
    {
        var result = await InProcess.RunAsync(["chat", "hi", .. options]);
        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith("error ArgumentInvalid:", result.Stderr, StringComparison.Ordinal);
    }

    private static TempHome Home(ScriptedProvider provider) => new($$"""
        {
          "providers": {
            "local": { "kind": "openai", "baseUrl": "{{provider.BaseUrl}}", "apiKey": "env:NO_SUCH_KEY" },
            "backup": { "kind": "openai", "baseUrl": "{{provider.BaseUrl}}", "apiKey": "env:NO_SUCH_KEY" }
          },
          "models": { "gpt-4.1": { "targets": [ "local/gpt-4.1", "backup/gpt-4.1" ] } },
          "rules": [ { "name": "r", "when": { "task": "t" }, "chain": [ "gpt-4.1", "last" ] } ],
          "defaults": { "provider": "local", "model": "other" }
        }
        """);
}
