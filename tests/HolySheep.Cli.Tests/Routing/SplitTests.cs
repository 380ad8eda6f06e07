using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Cli.Tests.Routing;

/// <summary>A split as several processes see it, one after the other.</summary>
public class SplitTests
{
    [Fact]
    public async Task A_key_stays_on_its_side_in_every_process_and_keeps_it_while_the_share_grows()
    {
        await using var provider = new ScriptedProvider();
        using var home = new TempHome();
        Split(home, provider, """ "percent": 25 """);
        var first = await UsedAsync(home);
        Assert.Equal(first, await UsedAsync(home));
        Assert.Contains("new", first);
        Assert.Contains("gpt-4.1", first);

        Split(home, provider, """ "percent": 60 """);
        Assert.All(first.Zip(await UsedAsync(home)), pair => Assert.True(pair.First == "gpt-4.1" || pair.Second == "new"));
    }

    [Fact]
    public async Task A_side_that_failed_in_one_process_gets_no_calls_from_the_next_and_one_of_them_reports_it()
    {
        await using var provider = new ScriptedProvider();
        provider.On("new").Answer(Reply.Status(500).WithHeader("x-should-retry", "false"));
        using var home = new TempHome();
        Split(home, provider, """ "percent": 100 """, """ "minSamples": 2, "maxErrorRate": 0.4, """);

        var runs = new List<ChildResult>();
        for (var run = 0; run < 4; run++)
        {
            runs.Add(await AskAsync(home));
        }

        Assert.All(runs, run => Assert.Equal("gpt-4.1", Used(run)));
        Assert.Equal(2, provider.CallsFor("new"));
        Assert.Equal([false, true, false, false], runs.Select(run => run.Stderr.Contains("no longer gives calls to new", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_shadow_is_waited_for_after_the_answer_was_printed()
    {
        await using var provider = new ScriptedProvider();
        var gate = new Gate();
        provider.On("unseen").Answer(Reply.Echo.Hold(gate));
        using var home = new TempHome();
        Split(home, provider, """ "percent": 0 """, """ "shadow": { "model": "unseen", "percent": 100 }, """);

        await using var child = ChildProcess.Start(BuiltCommand.Options(home, "chat", "hi"));
        await child.WaitForOutputAsync("hi");
        await provider.WaitForCallAsync(2);
        gate.Open();
        var result = await child.WaitAsync();

        Assert.Equal(0, result.ExitCode);
        Assert.Equal((1, 0), (provider.CallsFor("unseen"), provider.DisconnectCount));
    }

    private static void Split(TempHome home, ScriptedProvider provider, string share, string more = "") => home.WriteConfig($$"""
        {
          "providers": { "local": { "kind": "openai", "baseUrl": "{{provider.BaseUrl}}", "apiKey": "none" } },
          "defaults": { "provider": "local", "model": "gpt-4.1" },
          "splits": { "gpt-4.1": { {{more}} "to": [ { "model": "new", {{share}} } ] } }
        }
        """);

    private static Task<ChildResult> AskAsync(TempHome home, params string[] options) => BuiltCommand.RunAsync(home, ["chat", "hi", "--json", .. options]);

    private static async Task<IReadOnlyList<string>> UsedAsync(TempHome home)
    {
        var used = new List<string>();
        for (var key = 0; key < 8; key++)
        {
            used.Add(Used(await AskAsync(home, "--split-key", $"user-{key}")));
        }

        return used;
    }

    private static string Used(ChildResult result) => result.ExitCode == 0
        ? JsonDocument.Parse(result.Stdout).RootElement.GetProperty("model_used").GetString()!
        : throw new InvalidOperationException(result.ToString());
}
