using System;
using System.Threading.Tasks;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Cli.Tests.Output;

/// <summary>What the command tells is in the words of the command.</summary>
public sealed class HintTests
{
    [Theory]
    [InlineData("chat hi --model without-a-price", "holysheep models set without-a-price --price")]
    [InlineData("chat hi --model dear --max-tokens 100000", "holysheep budget set small --limit")]
    [InlineData("chat hi --model keyless/m", "holysheep providers set keyless --api-key-reference env:")]
    [InlineData("budget remove nope", "small")]
    [InlineData("usage prune", "holysheep usage prune --older-than")]
    [InlineData("usage --compare-to without-a-price", "holysheep models set without-a-price --price")]
    [InlineData("providers test keyless", "env:KEYLESS")]
    public async Task No_line_of_the_command_names_a_cmdlet(string line, string told)
    {
        await using var provider = new ScriptedProvider();
        using var home = new TempHome($$"""
            {
              "providers": { "p": { "kind": "openai", "baseUrl": "{{provider.BaseUrl}}", "apiKey": "none" }, "keyless": { "kind": "openai", "baseUrl": "{{provider.BaseUrl}}" } },
              "models": { "dear": { "price": { "input": 1000, "output": 1000 } } },
              "budgets": { "small": { "limit": 1, "period": "day", "scope": "model=dear" } },
              "defaults": { "provider": "p" }
            }
            """);

        var result = await BuiltCommand.RunAsync(home, line.Split(' '));

        Assert.Contains(told, result.Stdout + result.Stderr);
        Assert.DoesNotContain("-HolySheep", result.Stdout + result.Stderr, StringComparison.Ordinal);
    }
}
