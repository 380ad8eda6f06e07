using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Catalog;
using HolySheep.Chat;
using HolySheep.Configuration;

namespace HolySheep.Benchmarks;

/// <summary>What the ledger adds to a call where 64 are under way at once: the same calls on loopback without it, with it, and with a budget too, in turns in one run.</summary>
internal static class LedgerCost
{
    private const int AtOnce = 64;
    private const int Batch = 1_024;
    private const int WarmUpRounds = 10;

    // As long as the fastest models take for a word: without any wait 64 calls at once would measure their queue before two processors.
    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(100);

    public static async Task RunAsync(int calls)
    {
        using var server = new LoopbackServer(Answers.Plain, Answers.Streamed, Latency);
        var folders = new List<string>();
        var budget = new BudgetOptions { Name = "daily", Limit = 1_000_000m, Period = new BudgetPeriod { Kind = BudgetPeriodKind.Day } };
        var subjects = new (string Name, HolySheepClient Client)[]
        {
            ("state in memory, no ledger", Client(server, null)),
            ("ledger in `ledger.db`", Client(server, Folder(folders))),
            ("ledger and one budget that stops", Client(server, Folder(folders), budget)),
        };
        var medians = await MeasureAsync(subjects, calls);
        Console.WriteLine("| 64 calls at once | median µs | more µs | calls a second |");
        Console.WriteLine("| --- | ---: | ---: | ---: |");
        for (var i = 0; i < subjects.Length; i++)
        {
            Console.WriteLine(FormattableString.Invariant(
                $"| {subjects[i].Name} | {medians[i].Microseconds:0} | {(i == 0 ? "" : (medians[i].Microseconds - medians[0].Microseconds).ToString("0", null))} | {medians[i].Rate:#,0} |"));
            subjects[i].Client.Dispose();
        }

        folders.ForEach(folder => Directory.Delete(folder, recursive: true));
    }

    private static async Task<(double Microseconds, double Rate)[]> MeasureAsync((string Name, HolySheepClient Client)[] subjects, int calls)
    {
        var samples = subjects.Select(_ => new List<double>()).ToArray();
        var seconds = new double[subjects.Length];
        for (var round = -WarmUpRounds; round < calls / Batch; round++)
        {
            for (var i = 0; i < subjects.Length; i++)
            {
                var start = Stopwatch.GetTimestamp();
                var taken = await BatchAsync(subjects[i].Client);
                if (round >= 0)
                {
                    samples[i].AddRange(taken);
                    seconds[i] += Stopwatch.GetElapsedTime(start).TotalSeconds;
                }
            }
        }

        return subjects.Select((_, i) => (samples[i].Order().ElementAt(samples[i].Count / 2), samples[i].Count / seconds[i])).ToArray();
    }

    private static async Task<IEnumerable<double>> BatchAsync(HolySheepClient client)
    {
        var request = new ChatRequest { Messages = [ChatMessage.User("Say in one sentence why the sky is blue.")] };
        var lanes = await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => Task.Run(async () =>
        {
            var taken = new double[Batch / AtOnce];
            for (var call = 0; call < taken.Length; call++)
            {
                var start = Stopwatch.GetTimestamp();
                await client.ChatAsync(request);
                taken[call] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
            }

            return taken;
        })));
        return lanes.SelectMany(taken => taken);
    }

    private static string Folder(List<string> folders)
    {
        folders.Add(Directory.CreateTempSubdirectory("holysheep-ledger-").FullName);
        return folders[^1];
    }

    private static HolySheepClient Client(LoopbackServer server, string? folder, params BudgetOptions[] budgets) => new(new HolySheepClientOptions
    {
        Configuration = new HolySheepConfiguration
        {
            Providers = new Dictionary<string, ProviderOptions> { ["holysheep"] = new() { Name = "holysheep", Kind = ProviderKind.OpenAI, BaseUrl = server.BaseUrl, Keyless = true } },
            Models = new Dictionary<string, ModelOptions> { ["gpt-4.1"] = new() { Price = new ModelPrice(2m, 8m) } },
            Chains = new Dictionary<string, IReadOnlyList<string>>(),
            Budgets = budgets,
        },
        Environment = _ => null,
        StateFolder = folder,
    });
}
