using System;
using System.Globalization;
using System.Threading.Tasks;
using BenchmarkDotNet.Running;
using HolySheep.Benchmarks.Csv;
using HolySheep.Benchmarks.Gateway;

namespace HolySheep.Benchmarks;

/// <summary>
/// <c>chat [CALLS [PROCESSES]]</c>: the loopback ratio of a chat call, in processes one after another; <c>routing</c>: a decision over 100 targets; <c>state</c>: what sharing health adds to it; <c>limits</c>: eight processes under one limit;
/// <c>ledger</c>: what the ledger adds to a call; <c>machines</c>: what PostgreSQL adds to it, and the decisions that one database makes; <c>share</c>: a shared CSV job on one, two and four machines; <c>report</c>: figures over a million attempts; <c>ledger-kills</c>: a hundred killed processes; <c>csv rows|latency|crash</c>: CSV jobs;
/// <c>command PATH</c>: one call by the native command against curl; <c>gateway PATH [SECONDS]</c>: what <c>holysheep serve</c> costs, beside a bare forwarder (<c>forward URL</c>), nginx and Portkey;
/// <c>serve</c>: the loopback server for another process, with a latency in milliseconds where one is given; anything else goes to BenchmarkDotNet,
/// for example <c>--filter '*Routing*'</c>.
/// </summary>
internal static class Program
{
    private const int DefaultCalls = 20_000;
    private const int DefaultProcesses = 7;
    private const int DefaultDecisions = 100_000;
    private const int DefaultLimitedCalls = 200;
    private const int DefaultRows = 1_000_000;
    private const int DefaultSharedCalls = 4_096;
    private const int DefaultSharedRows = 2_400;
    private const int DefaultKills = 100;
    private const int DefaultStarts = 40;
    private const int DefaultSeconds = 10;

    public static async Task<int> Main(string[] arguments)
    {
        switch (arguments)
        {
            case ["chat", .. var rest]:
                await (Number(rest, 1, DefaultProcesses) is var processes and > 1 ? ChatRuns.RunAsync(Number(rest, 0, DefaultCalls), processes) : ChatRatio.RunAsync(Number(rest, 0, DefaultCalls)));
                return 0;
            case ["routing", .. var rest]:
                RoutingDecision.Run(Number(rest, 0, DefaultDecisions));
                return 0;
            case ["limits", .. var rest]:
                return await SharedLimit.RunAsync(Number(rest, 0, DefaultLimitedCalls));
            case ["state", .. var rest]:
                StateCost.Run(Number(rest, 0, DefaultCalls));
                return 0;
            case ["ledger", .. var rest]:
                await LedgerCost.RunAsync(Number(rest, 0, DefaultCalls));
                return 0;
            case ["machines", .. var rest]:
                return await MachinesCost.RunAsync(Number(rest, 0, DefaultSharedCalls));
            case ["share", .. var rest]:
                return await SharedSpeed.RunAsync(Number(rest, 0, DefaultSharedRows));
            case ["report", .. var rest]:
                LedgerReport.Run(Number(rest, 0, DefaultRows));
                return 0;
            case ["ledger-kills", .. var rest]:
                return await LedgerKills.RunAsync(Number(rest, 0, DefaultKills));
            case ["command", var path, .. var rest]:
                return await CommandStart.RunAsync(path, Number(rest, 0, DefaultStarts));
            case ["gateway", var path, .. var rest]:
                return await GatewayCost.RunAsync(path, Number(rest, 0, DefaultSeconds));
            case ["forward", var target]:
                await Forwarder.RunAsync(new Uri(target));
                return 0;
            case ["csv", .. var rest]:
                return await CsvJobs.RunAsync(rest);
            case ["serve", .. var rest]:
                await ServeAsync(Milliseconds(rest, 0), Milliseconds(rest, 1));
                return 0;
            default:
                BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(arguments);
                return 0;
        }
    }

    // The address is the first line of output, the latency in milliseconds as it was the other; the end of the input is the end of the server.
    private static async Task ServeAsync(TimeSpan latency, TimeSpan spread)
    {
        using var server = new LoopbackServer(Answers.Plain, Answers.Streamed, latency, spread);
        Console.WriteLine(server.BaseUrl);
        await Console.In.ReadToEndAsync();
        Console.WriteLine(server.MeanLatency.TotalMilliseconds.ToString(CultureInfo.InvariantCulture));
    }

    private static TimeSpan Milliseconds(string[] arguments, int place) =>
        TimeSpan.FromMilliseconds(Number(arguments, place, 0));

    private static int Number(string[] arguments, int place, int usual) => arguments.Length > place ? int.Parse(arguments[place], CultureInfo.InvariantCulture) : usual;
}
