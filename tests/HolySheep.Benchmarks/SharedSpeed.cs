using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Benchmarks.Csv;
using HolySheep.TestKit;

namespace HolySheep.Benchmarks;

/// <summary>
/// How the speed of one shared CSV job grows with its machines, which are processes with homes of their own: 16 calls at once on each, and answers after 300 ms.
/// The database is the one that <c>HOLYSHEEP_TEST_POSTGRES</c> names, as <c>.ci/postgres</c> starts one.
/// </summary>
internal static class SharedSpeed
{
    private const int AtOnce = 16;
    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(20);

    public static async Task<int> RunAsync(int rows)
    {
        if (await TestServer.FindAsync("share") is not { } connection)
        {
            return 2;
        }

        Console.WriteLine("| machines | rows a second | times one machine |");
        Console.WriteLine("| ---: | ---: | ---: |");
        var alone = 0.0;
        foreach (var machines in (int[])[1, 2, 4])
        {
            var rate = await RunAsync(connection + ";Search Path=benchmark_" + Guid.NewGuid().ToString("N"), rows, machines);
            alone = machines == 1 ? rate : alone;
            Console.WriteLine(FormattableString.Invariant($"| {machines} | {rate:0.0} | {rate / alone:0.00} |"));
        }

        return 0;
    }

    /// <returns>The rows a second in the middle half of the job, when all machines are at work.</returns>
    private static async Task<double> RunAsync(string connection, int rows, int machines)
    {
        await using var provider = new ScriptedProvider { Patience = Limit };
        provider.Handle(_ => Reply.Text("fine").Delay(Latency));
        var homes = Enumerable.Range(0, machines).Select(_ => new TempHome(
            $$"""{ "state": { "kind": "postgres" }, "providers": { "one": { "kind": "openai", "baseUrl": "{{provider.BaseUrl}}", "apiKey": "none" } }, "defaults": { "model": "one/alpha" } }""").Set("HOLYSHEEP_DB", connection)).ToList();
        var input = Path.Combine(homes[0].Folder, "in.csv");
        await CommandJob.WriteInputAsync(input, rows);

        // A worker that finds no job ends.
        var running = new List<Task<ChildResult>> { ChildProcess.RunAsync(Host(homes[0], "share", input, Path.Combine(homes[0].Folder, "out.csv"), $"{AtOnce}")) };
        if (await Task.WhenAny(provider.WaitForCallAsync(), running[0]) == running[0])
        {
            throw new InvalidOperationException((await running[0]).ToString());
        }

        running.AddRange(homes.Skip(1).Select(home => ChildProcess.RunAsync(Host(home, "work", $"{AtOnce}"))));
        var failed = (await Task.WhenAll(running)).FirstOrDefault(result => result.ExitCode != 0);
        var arrivals = provider.Requests.Select(request => request.ReceivedAt / (double)Stopwatch.Frequency).Order().ToList();
        homes.ForEach(home => home.Dispose());
        return failed is null ? rows / 2 / (arrivals[rows * 3 / 4] - arrivals[rows / 4]) : throw new InvalidOperationException(failed.ToString());
    }

    // From its own folder: beside this program it lacks what the web framework, which it does not use, brings along.
    private static ChildOptions Host(TempHome home, params string[] arguments) =>
        new("dotnet", [Path.Combine(AppContext.BaseDirectory.Replace("HolySheep.Benchmarks", "HolySheep.TestHost", StringComparison.Ordinal), "HolySheep.TestHost.dll"), .. arguments]) { Environment = home.Variables, Limit = Limit };
}
