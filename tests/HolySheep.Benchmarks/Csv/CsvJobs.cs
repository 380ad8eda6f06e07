using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Configuration;
using HolySheep.Configuration.Options;
using HolySheep.Csv;
using HolySheep.TestKit;
using HolySheep.TestKit.Jobs;

namespace HolySheep.Benchmarks.Csv;

/// <summary>CSV jobs as long as the promises are: <c>rows [N [COMMAND]]</c>, <c>latency [N [COMMAND]]</c>, <c>crash COMMAND [N]</c>; COMMAND is the path of <c>holysheep</c>, measured beside the library.</summary>
internal static class CsvJobs
{
    private const int Concurrency = 64;
    private const int Latency = 50;

    public static async Task<int> RunAsync(string[] arguments)
    {
        switch (arguments)
        {
            case ["rows", .. var rest]:
                await RowsAsync(Number(rest, 1_000_000), rest.ElementAtOrDefault(1));
                return 0;
            case ["latency", .. var rest]:
                await LatencyAsync(Number(rest, 20_000), rest.ElementAtOrDefault(1));
                return 0;
            case ["crash", var command, .. var rest]:
                return await CrashAsync(command, Number(rest, 5_000));
            default:
                Console.Error.WriteLine("csv rows [N [COMMAND]] | csv latency [N [COMMAND]] | csv crash COMMAND [N]");
                return 2;
        }
    }

    /// <summary>A job at zero latency against a bare loop with the same concurrency, and the memory that the job took.</summary>
    private static async Task RowsAsync(int rows, string? command)
    {
        await using var server = await ServerProcess.StartAsync(0);
        var before = await BareAsync(server.BaseUrl, Math.Min(rows, 300_000));
        var (summary, peak) = await JobAsync(server.BaseUrl, rows);
        var seconds = command is null ? 0 : await CommandJob.RunAsync(command, server.BaseUrl, rows, Concurrency);
        var after = await BareAsync(server.BaseUrl, Math.Min(rows, 300_000));
        var bare = (before + after) / 2;
        Console.WriteLine(FormattableString.Invariant($"bare HttpClient before {before:#,0}, after {after:#,0} calls/s"));
        Console.WriteLine(FormattableString.Invariant(
            $"{rows:#,0} rows, {Concurrency} at once, {summary.Succeeded:#,0} answered in {summary.Duration.TotalSeconds:0.0} s: {rows / summary.Duration.TotalSeconds:#,0} rows/s; bare HttpClient {bare:#,0} calls/s; ratio {rows / summary.Duration.TotalSeconds / bare:0.00}; peak memory {peak / 1048576.0:0} MB"));
        if (command is not null)
        {
            Console.WriteLine(FormattableString.Invariant($"the command, with its state and ledger on the disk: {seconds:0.0} s, {rows / seconds:#,0} rows/s; ratio {rows / seconds / bare:0.00}"));
        }
    }

    /// <summary>A job whose answers take their time against the time that they would take with nothing in between: by the latency as it was asked for, and as the server has measured it.</summary>
    private static async Task LatencyAsync(int rows, string? command)
    {
        var cold = await ServedAsync(async server => (await JobAsync(server, rows)).Summary.Duration.TotalSeconds);
        var bare = await ServedAsync(async server => rows / await BareAsync(server, rows));
        (double, double)? shipped = command is null ? null : await ServedAsync(server => CommandJob.RunAsync(command, server, rows, Concurrency));
        var warm = await ServedAsync(async server => (await JobAsync(server, rows)).Summary.Duration.TotalSeconds);
        Console.WriteLine(FormattableString.Invariant($"{rows:#,0} rows, {Concurrency} at once, {Latency} ms each: ideal {Ideal(rows, Latency):0.00} s"));
        var runs = new[] { ("first job of the process", cold), ("bare loop", bare), ("second job", warm) };
        foreach (var (name, (seconds, latency)) in shipped is { } own ? [.. runs, ("the command, with its state and ledger on the disk", own)] : runs)
        {
            Console.WriteLine(FormattableString.Invariant(
                $"{name}: {seconds:0.00} s, {(seconds / Ideal(rows, Latency)) - 1:0.0%} more than ideal; by the server's own mean of {latency:0.00} ms {(seconds / Ideal(rows, latency)) - 1:0.0%} more"));
        }
    }

    private static double Ideal(int rows, double latency) => Math.Ceiling(rows / (double)Concurrency) * latency / 1000;

    private static async Task<(double Seconds, double Latency)> ServedAsync(Func<Uri, Task<double>> run)
    {
        await using var server = await ServerProcess.StartAsync(Latency);
        return (await run(server.BaseUrl), await server.StopAsync());
    }

    private static async Task<int> CrashAsync(string command, int rows)
    {
        var found = await CrashRehearsal.RunAsync(command, new CrashPlan
        {
            Rows = rows,
            Down = TimeSpan.FromMinutes(1),
            BreakSec = 10,
            Latency = TimeSpan.FromMilliseconds(50),
            Limit = TimeSpan.FromMinutes(10),
        });
        Console.WriteLine(FormattableString.Invariant(
            $"{rows:#,0} rows, killed {found.Kills} times: exit {found.Last.ExitCode}, {found.Calls:#,0} calls, {found.Faults:#,0} of them faults, {found.Doubles} answers lost on their way at a kill, {found.Violations.Count} violations"));
        foreach (var violation in found.Violations.Take(20))
        {
            Console.WriteLine(violation);
        }

        return found.Violations.Count == 0 && found.Last.ExitCode == 0 ? 0 : 1;
    }

    private static async Task<(CsvJobSummary Summary, long Peak)> JobAsync(Uri baseUrl, int rows)
    {
        using var folder = new TempFolder("bench");
        var input = folder["in.csv"];
        await CommandJob.WriteInputAsync(input, rows);
        using var client = new HolySheepClient(new HolySheepClientOptions { Configuration = Configuration(baseUrl), Environment = _ => null });
        var job = new CsvJob(client, new CsvJobOptions { Path = input, OutPath = folder["out.csv"], Prompt = "Sentiment of: {Body}", ThrottleLimit = Concurrency });
        var watch = Stopwatch.StartNew();
        var phases = new Dictionary<CsvJobPhase, TimeSpan>();
        var (cpu, bytes) = (Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes());
        var summary = await job.RunAsync(progress => phases.TryAdd(progress.Phase, watch.Elapsed));
        var work = (Environment.CpuUsage.TotalTime - cpu).TotalMicroseconds / rows;
        Console.WriteLine(FormattableString.Invariant($"job: asking from {phases.GetValueOrDefault(CsvJobPhase.Asking).TotalSeconds:0.0} s, writing from {phases.GetValueOrDefault(CsvJobPhase.Writing).TotalSeconds:0.0} s, done {watch.Elapsed.TotalSeconds:0.0} s; {work:0.0} µs CPU and {(GC.GetTotalAllocatedBytes() - bytes) / rows:#,0} bytes a row"));
        using var process = Process.GetCurrentProcess();
        return (summary, process.PeakWorkingSet64);
    }

    private static async Task<double> BareAsync(Uri baseUrl, int calls)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false });
        var address = new Uri(baseUrl + "/chat/completions");
        var left = calls;
        var (cpu, bytes) = (Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes());
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Concurrency).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Decrement(ref left) >= 0)
            {
                await BareCall.AskAsync(http, address);
            }
        })));
        var work = (Environment.CpuUsage.TotalTime - cpu).TotalMicroseconds / calls;
        Console.WriteLine(FormattableString.Invariant($"bare: {work:0.0} µs CPU and {(GC.GetTotalAllocatedBytes() - bytes) / calls:#,0} bytes a call"));
        return calls / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static int Number(string[] rest, int usual) => rest.Length > 0 ? int.Parse(rest[0], CultureInfo.InvariantCulture) : usual;

    private static HolySheepConfiguration Configuration(Uri baseUrl) => new()
    {
        Providers = new Dictionary<string, ProviderOptions> { ["holysheep"] = new() { Name = "holysheep", Kind = ProviderKind.OpenAI, BaseUrl = baseUrl, Keyless = true } },
        Models = new Dictionary<string, ModelOptions>(),
        Chains = new Dictionary<string, IReadOnlyList<string>> { ["gpt-4.1"] = ["claude-sonnet-4.5", "gemini-2.5-flash"] },
    };
}
