using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Cli.Tests.Csv;

/// <summary>A job whose rows go into batches, as a process that is killed again and again.</summary>
public class BatchCrashTests
{
    private const int Rows = 300;
    private const int Kills = 10;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_job_that_is_killed_ten_times_submits_no_row_twice_and_books_what_the_provider_billed(int seed)
    {
        await using var provider = new ScriptedProvider();
        using var home = ProviderHome.At(provider.BaseUrl);
        using var folder = new TempFolder("batch-crash");

        // So little is enqueued at once that the rows need some ten batches.
        provider.Batches.EnqueuedTokenLimit = 150;
        await File.WriteAllLinesAsync(folder["in.csv"], Enumerable.Range(1, Rows).Select(row => $"{row},row {row}.").Prepend("Id,Body"));
        var options = BuiltCommand.Options(home, "csv", folder["in.csv"], "--out", folder["out.csv"], "--prompt", "Answer {Body}", "--model", "gpt-4.1", "--lane", "batch", "--batch-poll", "0.05", "--json") with { Limit = Limit };
        var random = new Random(seed);
        for (var kill = 0; kill < Kills; kill++)
        {
            await using var child = ChildProcess.Start(options);
            var ended = child.WaitAsync();

            // The moment is a request of the run, and some time after it.
            await Task.WhenAny(provider.WaitForCallAsync(provider.CallCount + random.Next(1, 12)), ended);
            await Task.WhenAny(Task.Delay(random.Next(0, 20)), ended);
            child.Kill9();
            await ended;
        }

        var last = await BuiltCommand.RunAsync(options);

        Assert.True(last.ExitCode == 0, last.ToString());
        Assert.Equal(Enumerable.Range(1, Rows), File.ReadAllLines(folder["out.csv"]).Skip(1).Select(line => int.Parse(line.Split(',')[0])));
        Assert.All(File.ReadAllLines(folder["out.csv"]).Skip(1), line => Assert.Matches(@"^(\d+),row \1\.,.*row \1\.", line));
        Assert.Equal(Rows, provider.Batches.SubmittedRows);
        Assert.Equal(Rows, provider.Batches.BilledRows);
        Assert.Equal(0, provider.Batches.All.Count(batch => batch.IsOpen));
        var usage = await BuiltCommand.RunAsync(home, "usage", "--json");
        using var json = JsonDocument.Parse(usage.Stdout);
        var total = json.RootElement.GetProperty("total");
        Assert.Equal((Rows, 0m), (total.GetProperty("answered").GetInt32(), total.GetProperty("estimated_cost_usd").GetDecimal()));
        Assert.Equal((provider.Batches.BilledPromptTokens, provider.Batches.BilledCompletionTokens), (total.GetProperty("prompt_tokens").GetInt64(), total.GetProperty("completion_tokens").GetInt64()));
    }
}
