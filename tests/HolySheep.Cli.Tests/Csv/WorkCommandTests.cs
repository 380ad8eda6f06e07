using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Cli.Tests.Csv;

/// <summary>What a person sees of shared jobs; the tests of the core say how machines share them.</summary>
public sealed class WorkCommandTests : IDisposable
{
    private const string Variable = "HOLYSHEEP_TEST_POSTGRES";
    private readonly TempFolder _folder = new("work");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("work")]
    [InlineData("csv", "{in}", "--out", "{out}", "--prompt", "Say {Body}", "--shared")]
    public async Task Without_a_database_it_is_wrong_usage_and_the_hint_says_how_to_have_one(params string[] line)
    {
        await using var provider = new ScriptedProvider();
        using var home = ProviderHome.At(provider.BaseUrl);

        var result = await BuiltCommand.RunAsync(home, Filled(line));

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("Machines share jobs through a database", result.Stderr, StringComparison.Ordinal);
        Assert.Contains("HOLYSHEEP_STATE=postgres", result.Stderr, StringComparison.Ordinal);
        Assert.Equal(0, provider.CallCount);
    }

    [Fact]
    public async Task A_limit_of_one_machine_is_refused_in_words_of_the_command()
    {
        await using var provider = new ScriptedProvider();
        using var home = ProviderHome.At(provider.BaseUrl);

        var result = await BuiltCommand.RunAsync(home, Filled("csv", "{in}", "--out", "{out}", "--prompt", "Say {Body}", "--shared", "--max-cost", "5"));

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("--max-cost limits the calls of one machine", result.Stderr, StringComparison.Ordinal);
        Assert.Contains("holysheep budget set", result.Stderr, StringComparison.Ordinal);
    }

    [SkippableByServerFact]
    public async Task A_job_is_shared_and_a_worker_ends_once_none_is_left()
    {
        await using var provider = new ScriptedProvider();
        provider.OnAny().Answer(Reply.Echo);
        using var home = ProviderHome.At(provider.BaseUrl);
        home.Set("HOLYSHEEP_STATE", "postgres").Set("HOLYSHEEP_DB", Environment.GetEnvironmentVariable(Variable) + ";Search Path=cli_" + Guid.NewGuid().ToString("N"));

        var job = await BuiltCommand.RunAsync(home, Filled("csv", "{in}", "--out", "{out}", "--prompt", "Say {Body}", "--shared", "--json"));
        var worker = await BuiltCommand.RunAsync(home, "work", "--until-empty", "--json");

        Assert.True(job.ExitCode == 0, job.ToString());
        Assert.Equal(3, JsonDocument.Parse(job.Stdout).RootElement.GetProperty("succeeded").GetInt32());
        Assert.Equal(4, (await File.ReadAllLinesAsync(_folder["out.csv"])).Length);
        Assert.True(worker.ExitCode == 0, worker.ToString());
        var summary = JsonDocument.Parse(worker.Stdout).RootElement;
        Assert.Equal(["answered", "failed", "cost_usd", "duration_ms", "exit_code", "stop_reason", "message", "warnings"], summary.EnumerateObject().Select(member => member.Name));
        Assert.Equal(0, summary.GetProperty("answered").GetInt32());
        Assert.Equal(3, provider.CallCount);
    }

    private string[] Filled(params string[] line)
    {
        File.WriteAllText(_folder["in.csv"], "Id,Body\n1,a\n2,b\n3,c\n");
        return [.. line.Select(word => word.Replace("{in}", _folder["in.csv"], StringComparison.Ordinal).Replace("{out}", _folder["out.csv"], StringComparison.Ordinal))];
    }

    /// <summary>A test that needs the server of <c>HOLYSHEEP_TEST_POSTGRES</c>, and is left out without one.</summary>
    private sealed class SkippableByServerFactAttribute : FactAttribute
    {
        public SkippableByServerFactAttribute() => Skip = string.IsNullOrEmpty(Environment.GetEnvironmentVariable(Variable)) ? $"Left out: {Variable} names no server; '.ci/postgres dotnet test' starts one." : null;
    }
}
