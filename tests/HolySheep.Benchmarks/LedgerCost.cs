using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Benchmarks.Csv;
using HolySheep.Chat;
using HolySheep.Configuration.Options;
using HolySheep.TestKit;

namespace HolySheep.Benchmarks;

/// <summary>
/// What the ledger adds to a call where 64 are under way at once: the same calls on loopback with the state file alone, with the ledger, and with a budget too, in turns in one run.
/// Once with a provider that takes as long as a real one may, each time another time; once with one that takes always the same, so that all 64 come back in one moment;
/// and once with one that takes none, so that 64 calls measure their own queue before the processors.
/// </summary>
internal static class LedgerCost
{
    private const int AtOnce = 64;
    private const int Batch = 1_024;
    private const int WarmUpRounds = 6;
    private const int Latency = 20;

    public static async Task RunAsync(int calls)
    {
        Console.WriteLine("| 64 calls at once | median µs | more µs | 90 % µs | calls a second | µs of processors a call |");
        Console.WriteLine("| --- | ---: | ---: | ---: | ---: | ---: |");
        await RunAsync("50 to 150 ms", calls / 2, 50, 100);
        await RunAsync("10 to 30 ms", calls, Latency / 2, Latency);
        await RunAsync("20 ms", calls / 2, Latency, 0);
        await RunAsync("at once", calls * 2, 0, 0);
    }

    private static async Task RunAsync(string answers, int calls, int latency, int spread)
    {
        await using var server = await ServerProcess.StartAsync(latency, spread);
        var folders = new List<TempFolder>();
        var budget = new BudgetOptions { Name = "daily", Limit = 1_000_000m, Period = new BudgetPeriod { Kind = BudgetPeriodKind.Day } };
        var subjects = new (string Name, HolySheepClient Client)[]
        {
            ("no ledger", Client(server, Folder(folders), books: false)),
            ("ledger", Client(server, Folder(folders))),
            ("ledger and one budget that stops", Client(server, Folder(folders), true, budget)),
        };
        var figures = await MeasureAsync(subjects, calls);
        for (var i = 0; i < subjects.Length; i++)
        {
            var (median, slow, rate, work) = figures[i];
            Console.WriteLine(FormattableString.Invariant(
                $"| answers {answers}, {subjects[i].Name} | {median:#,0} | {(i == 0 ? "" : (median - figures[0].Median).ToString("#,0", CultureInfo.InvariantCulture))} | {slow:#,0} | {rate:#,0} | {work:0} |"));
            subjects[i].Client.Dispose();
        }

        folders.ForEach(folder => folder.Dispose());
    }

    private static async Task<(double Median, double Slow, double Rate, double Work)[]> MeasureAsync((string Name, HolySheepClient Client)[] subjects, int calls)
    {
        var samples = subjects.Select(_ => new List<double>()).ToArray();
        var seconds = new double[subjects.Length];
        var work = new double[subjects.Length];
        using var own = Process.GetCurrentProcess();
        for (var round = -WarmUpRounds; round < calls / Batch; round++)
        {
            for (var i = 0; i < subjects.Length; i++)
            {
                var (start, before) = (Stopwatch.GetTimestamp(), own.TotalProcessorTime);
                var taken = await BatchAsync(subjects[i].Client);
                own.Refresh();
                if (round >= 0)
                {
                    samples[i].AddRange(taken);
                    seconds[i] += Stopwatch.GetElapsedTime(start).TotalSeconds;
                    work[i] += (own.TotalProcessorTime - before).TotalMicroseconds;
                }
            }
        }

        return subjects.Select((_, i) => (Quantile.Of(samples[i], 0.5), Quantile.Of(samples[i], 0.9), samples[i].Count / seconds[i], work[i] / samples[i].Count)).ToArray();
    }

    private static async Task<IEnumerable<double>> BatchAsync(HolySheepClient client)
    {
        var request = new ChatRequest { Messages = [ChatMessage.User(BareCall.Prompt)] };
        var lanes = await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => Task.Run(async () =>
        {
            var taken = new double[Batch / AtOnce];
            for (var call = 0; call < taken.Length; call++)
            {
                var start = Stopwatch.GetTimestamp();
                var result = await client.ChatAsync(request);
                taken[call] = Stopwatch.GetElapsedTime(start).TotalMicroseconds - (result.RequestId is { } took ? long.Parse(took, CultureInfo.InvariantCulture) : 0);
            }

            return taken;
        })));
        return lanes.SelectMany(taken => taken);
    }

    private static string Folder(List<TempFolder> folders)
    {
        folders.Add(new TempFolder("ledger"));
        return folders[^1].Path;
    }

    private static HolySheepClient Client(ServerProcess server, string folder, bool books = true, params BudgetOptions[] budgets) => new(new HolySheepClientOptions
    {
        Configuration = PricedProvider.Configuration(server, budgets),
        Environment = _ => null,
        StateFolder = folder,
        KeepsBooks = books,
    });
}
