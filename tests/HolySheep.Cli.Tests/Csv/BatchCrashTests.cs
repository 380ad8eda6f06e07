using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Cli.Tests.Csv;

/// <summary>A job whose rows go into batches of every batch API, as a process that is killed again and again. Seeded.</summary>
public class BatchCrashTests
{
    private const int Kills = 10;
    private const int BatchesOfJob = 14;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(20);

    /// <summary>The options of a provider with each batch API; <c>ROOT</c> is its address.</summary>
    public static TheoryData<string, string> Apis => new()
    {
        { "openai", """ "kind": "openai", "baseUrl": "ROOT/v1" """ },
        { "azure", """ "kind": "azure", "baseUrl": "ROOT/openai/v1" """ },
        { "anthropic", """ "kind": "anthropic", "baseUrl": "ROOT/v1" """ },
        { "gemini", """ "kind": "gemini", "baseUrl": "ROOT/v1beta" """ },
        { "mistral", """ "kind": "openai", "preset": "mistral", "baseUrl": "ROOT/v1" """ },
    };

    [Theory]
    [MemberData(nameof(Apis))]
    public async Task A_job_that_is_killed_ten_times_submits_no_row_twice_and_books_what_the_provider_billed(string api, string options)
    {
        var rows = Endurance.Rounds(5000, least: 300);
        await using var provider = new ScriptedProvider();
        using var home = Home(options.Replace("ROOT", provider.Root, StringComparison.Ordinal));
        using var folder = new TempFolder("batch-crash");
        await File.WriteAllLinesAsync(folder["in.csv"], Enumerable.Range(1, rows).Select(row => $"{row},row {row}.").Prepend("Id,Body"));

        // So little is enqueued at once that the rows need more batches than there are kills.
        provider.Batches.EnqueuedTokenLimit = rows * (long)"Answer row 1000.".Length / 4 / BatchesOfJob;

        // Batches end by themselves, so that one whose submission was cut is found at an API without names.
        provider.Batches.TimeToEnd = TimeSpan.FromMilliseconds(200);
        var command = BuiltCommand.Options(home, "csv", folder["in.csv"], "--out", folder["out.csv"], "--prompt", "Answer {Body}", "--model", "alpha", "--lane", "batch", "--batch-poll", "0.05", "--json") with { Limit = Limit };
        var kills = await KillAsync(provider, command, new Random(Seed(api)));

        var last = await BuiltCommand.RunAsync(command);

        Assert.True(last.ExitCode == 0, last.ToString());
        Assert.InRange(kills, Kills / 2, Kills);
        var written = File.ReadAllLines(folder["out.csv"]).Skip(1).ToList();
        Assert.Equal(Enumerable.Range(1, rows), written.Select(line => int.Parse(line.Split(',')[0], CultureInfo.InvariantCulture)));
        Assert.All(written, line => Assert.Matches(@"^(\d+),row \1\.,.*row \1\.", line));
        Assert.Equal((rows, rows), (provider.Batches.SubmittedRows, provider.Batches.BilledRows));
        Assert.Equal(0, provider.Batches.All.Count(batch => batch.IsOpen));
        Assert.Empty(provider.Batches.Files);
        await AssertBooksAsync(home, provider);
    }

    /// <summary>Kills runs at a random request: before the provider took it, before the reply to it, or some time later. Returns how many were killed before their end.</summary>
    private static async Task<int> KillAsync(ScriptedProvider provider, ChildOptions command, Random random)
    {
        var kills = 0;
        for (var run = 0; run < Kills; run++)
        {
            await using var child = ChildProcess.Start(command);
            var (left, moment, later) = (random.Next(1, 9), random.Next(3), random.Next(1, 40));
            provider.Handle(_ =>
            {
                if (Interlocked.Decrement(ref left) != 0)
                {
                    return null;
                }

                if (moment == 2)
                {
                    KillLater(child, later);
                    return null;
                }

                child.Kill9();
                return moment == 0 ? Reply.CloseBeforeHeaders() : null;
            });
            kills += (await child.WaitAsync()).ExitCode == 0 ? 0 : 1;
        }

        provider.Handle(_ => null);
        return kills;
    }

    private static void KillLater(ChildProcess child, int milliseconds) => _ = Task.Delay(milliseconds).ContinueWith(_ => child.Kill9(), TaskScheduler.Default);

    private static int Seed(string api) => api.Sum(letter => letter);

    private static TempHome Home(string provider) => new TempHome($$"""
        {
          "providers": { "one": { {{provider}}, "apiKey": "env:ONE_KEY" } },
          "models": { "alpha": { "targets": [ "one/alpha" ], "price": { "input": 1, "output": 2 } } },
          "defaults": { "model": "alpha", "provider": "one" }
        }
        """).Set("ONE_KEY", KeyMarker.Value);

    private static async Task AssertBooksAsync(TempHome home, ScriptedProvider provider)
    {
        var usage = await BuiltCommand.RunAsync(home, "usage", "--json");
        using var json = JsonDocument.Parse(usage.Stdout);
        var total = json.RootElement.GetProperty("total");
        var billed = provider.Batches;
        Assert.Equal((billed.BilledRows, 0m), (total.GetProperty("answered").GetInt32(), total.GetProperty("estimated_cost_usd").GetDecimal()));
        Assert.Equal((billed.BilledPromptTokens, billed.BilledCompletionTokens), (total.GetProperty("prompt_tokens").GetInt64(), total.GetProperty("completion_tokens").GetInt64()));

        // 1 and 2 USD a million, and half of it for batches.
        Assert.Equal((billed.BilledPromptTokens + (2 * billed.BilledCompletionTokens)) / 2m / 1_000_000m, total.GetProperty("cost_usd").GetDecimal());
    }
}
