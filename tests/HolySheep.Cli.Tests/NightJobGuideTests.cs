using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using HolySheep.TestKit;
using HolySheep.TestKit.Walks;
using Xunit;

namespace HolySheep.Cli.Tests;

/// <summary>What the guide of the night job promises is what its lines bring about.</summary>
public sealed class NightJobGuideTests
{
    /// <summary>The guide, as a path from the root.</summary>
    public static readonly string Guide = Path.Combine("docs", "guides", "a-night-job-with-a-contract.md");

    private const int Rows = 1000;

    [Fact]
    public async Task Every_promise_of_the_night_is_kept_and_no_row_is_paid_twice()
    {
        if (OperatingSystem.IsWindows())
        {
            return; // The blocks are for a POSIX shell.
        }

        await using var provider = new ScriptedProvider().Handle(SchemaAnswer.Of);
        using var home = new TempHome().Set("HOLYSHEEP_BASE_URL", provider.BaseUrl).Set("HOLYSHEEP_API_KEY", KeyMarker.Value);
        home.Set("PATH", Path.GetDirectoryName(BuiltCommand.Path) + ":" + Environment.GetEnvironmentVariable("PATH"));

        // The guide's six o'clock may be a moment away.
        var script = string.Join("\n", Readme.Snippets("bash", Guide)).Replace("--deadline 06:00", $"--deadline '{DateTime.Now.AddDays(1):yyyy-MM-ddTHH:mm}'", StringComparison.Ordinal);
        var result = BuiltCommand.WithoutKey(await ChildProcess.RunAsync(new ChildOptions("bash", "-euo", "pipefail", "-c", script) { WorkingDirectory = home.Folder, Environment = home.Variables }));

        Assert.True(result.ExitCode == 0, result.ToString());
        foreach (var output in (string[])["answers.csv", "mood.csv", "replies.csv"])
        {
            Assert.True(File.Exists(Path.Combine(home.Folder, output)), $"{output}\n{result}");
            Assert.Equal(Enumerable.Range(1, Rows).Select(row => $"{row},Ticket {row} is still open"), File.ReadLines(Path.Combine(home.Folder, output)).Skip(1).Select(line => string.Join(',', line.Split(',')[..2])));
        }

        // The first line of exit code 9 is of --detach: nothing else ended early.
        Assert.Equal(["exit code 9"], result.Stdout.Split('\n').Where(line => line.StartsWith("exit code", StringComparison.Ordinal)));
        AssertKept(home, "answers", "deadline", "money", "agreement");
        AssertKept(home, "mood", "deadline", "money");
        Assert.Equal((2 * Rows) - Live(home, "mood"), provider.Batches.SubmittedRows);
        Assert.InRange(provider.CallsFor("gpt-4.1-nano"), Rows, Rows + Live(home, "mood"));
        Assert.InRange(provider.CallsFor("gpt-4.1"), 50, Rows / 4);
    }

    private static void AssertKept(TempHome home, string name, params string[] promises)
    {
        using var report = Report(home, name);
        Assert.Equal(promises.Select(promise => (promise, true)), report.RootElement.GetProperty("contract").EnumerateArray().Select(promise => (promise.GetProperty("promise").GetString()!, promise.GetProperty("kept").ValueKind == JsonValueKind.True)));
        Assert.StartsWith("<!DOCTYPE html>", File.ReadAllText(Path.Combine(home.Folder, name + ".html")), StringComparison.Ordinal);
    }

    private static int Live(TempHome home, string name)
    {
        using var report = Report(home, name);
        return report.RootElement.GetProperty("moves").EnumerateArray().Sum(move => move.GetProperty("prompts").GetInt32());
    }

    private static JsonDocument Report(TempHome home, string name) => JsonDocument.Parse(File.ReadAllText(Path.Combine(home.Folder, name + ".report.json")));
}
