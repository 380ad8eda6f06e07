using System.IO;
using System.Text.Json;
using System.Threading.Tasks;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Cli.Tests.Commands;

/// <summary>What <c>--what-if</c> says, and that it does nothing, for changes that are not of the configuration.</summary>
public sealed class WhatIfTests : ProviderFixture
{
    [Fact]
    public async Task A_report_is_not_written()
    {
        var path = Path.Combine(Home.Folder, "report.html");

        Assert.Equal((0, $"What if: Performing the operation \"Write the report\" on target \"{path}\".\n", ""), await RunAsync("report", "--out", path, "--what-if"));
        Assert.False(File.Exists(path));
    }

    [Fact]
    public async Task No_attempt_is_deleted()
    {
        await RunAsync("chat", "hi");
        var told = await RunAsync("usage", "prune", "--older-than", "0", "--what-if", "--json");

        Assert.True(JsonDocument.Parse(told.Stdout).RootElement.GetProperty("what_if").GetBoolean());
        Assert.Equal((0, "1\n", ""), await RunAsync("usage", "prune", "--older-than", "0"));
    }

    [Fact]
    public async Task No_health_is_forgotten()
    {
        Provider.OnAny().Answer(Reply.Throttle("600"));
        await RunAsync("chat", "hi", "--no-fallback", "--timeout", "5");
        var before = await RunAsync("health", "holysheep/gpt-4.1");

        Assert.Contains("Forget its health", (await RunAsync("health", "reset", "holysheep/gpt-4.1", "--what-if")).Stdout);
        Assert.Equal(before, await RunAsync("health", "holysheep/gpt-4.1"));
        Assert.Equal(0, (await RunAsync("health", "reset", "holysheep/gpt-4.1")).ExitCode);
        Assert.NotEqual(before, await RunAsync("health", "holysheep/gpt-4.1"));
    }
}
