using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Benchmarks.Csv;
using HolySheep.Chat;
using HolySheep.Configuration;
using HolySheep.Configuration.Options;
using HolySheep.Limits;
using HolySheep.Postgres;
using HolySheep.TestKit;

namespace HolySheep.Benchmarks;

/// <summary>
/// What state in PostgreSQL adds to a call, one call at a time in turns in one run, and how many decisions of limits a second one database makes for four processes.
/// The server is the one that <c>HOLYSHEEP_TEST_POSTGRES</c> names, as <c>.ci/postgres</c> starts one.
/// </summary>
internal static class MachinesCost
{
    private const int Batch = 64;

    // Until then the runtime compiles hot code, on one of the two processors that all subjects share.
    private const int WarmUpRounds = 128;
    private const int Processes = 4;
    private const int AtOnce = 8;
    private static readonly TimeSpan Deciding = TimeSpan.FromSeconds(4);
    private static readonly string Schema = ";Search Path=benchmark_" + Guid.NewGuid().ToString("N");

    public static async Task<int> RunAsync(int calls)
    {
        if (await TestServer.FindAsync("machines") is not { } connection)
        {
            return 2;
        }

        Console.WriteLine("| one call at a time | median µs | more µs | 90 % µs |");
        Console.WriteLine("| --- | ---: | ---: | ---: |");
        await CompareAsync(connection + Schema, calls);
        Console.WriteLine();
        Console.WriteLine("| decisions of limits, four processes | a second |");
        Console.WriteLine("| --- | ---: |");
        Console.WriteLine(FormattableString.Invariant($"| of one key | {await DecideAsync(connection + Schema, isOneKey: true):#,0} |"));
        Console.WriteLine(FormattableString.Invariant($"| of a key for each process | {await DecideAsync(connection + Schema, isOneKey: false):#,0} |"));
        return 0;
    }

    private static async Task CompareAsync(string connection, int calls)
    {
        await using var server = await ServerProcess.StartAsync(0, 0);
        var folders = Enumerable.Range(0, 4).Select(_ => new TempFolder("machines")).ToList();
        var budget = new BudgetOptions { Name = "daily", Limit = 1_000_000m, Period = new BudgetPeriod { Kind = BudgetPeriodKind.Day } };
        var subjects = new (string Name, HolySheepClient Client)[]
        {
            ("files of the machine", Client(server, folders[0], null, null)),
            ("PostgreSQL", Client(server, folders[1], connection, null)),
            ("PostgreSQL, a limit on requests", Client(server, folders[2], connection, 6_000_000)),
            ("PostgreSQL, one budget that stops", Client(server, folders[3], connection, null, budget)),
        };
        var samples = subjects.Select(_ => new List<double>()).ToArray();
        for (var round = -WarmUpRounds; round < calls / Batch; round++)
        {
            for (var i = 0; i < subjects.Length; i++)
            {
                for (var call = 0; call < Batch; call++)
                {
                    var start = Stopwatch.GetTimestamp();
                    await subjects[i].Client.ChatAsync(new ChatRequest { Messages = [ChatMessage.User(BareCall.Prompt)] });
                    if (round >= 0)
                    {
                        samples[i].Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
                    }
                }
            }
        }

        var least = Quantile.Of(samples[0], 0.5);
        for (var i = 0; i < subjects.Length; i++)
        {
            var median = Quantile.Of(samples[i], 0.5);
            Console.WriteLine(FormattableString.Invariant($"| {subjects[i].Name} | {median:#,0} | {(i == 0 ? "" : FormattableString.Invariant($"{median - least:#,0}"))} | {Quantile.Of(samples[i], 0.9):#,0} |"));
            subjects[i].Client.Dispose();
        }

        folders.ForEach(folder => folder.Dispose());
    }

    private static async Task<double> DecideAsync(string connection, bool isOneKey)
    {
        // A loaded machine must not turn decisions of the database into decisions of the process.
        var places = Enumerable.Range(0, Processes).Select(_ => new PostgresEngine { Limits = new PostgresLimits { Statement = TimeSpan.FromMinutes(1) } }.Open(new Secret(connection), TimeProvider.System)).ToList();
        var states = places.Select(place => place.OpenState()).ToList();
        using var enough = new CancellationTokenSource(Deciding);
        var start = Stopwatch.GetTimestamp();
        var made = await Task.WhenAll(Enumerable.Range(0, Processes * AtOnce).Select(lane => Task.Run(async () =>
        {
            var (state, decisions) = (states[lane % Processes], 0);
            var demand = new LimitDemand { Holder = isOneKey ? "one" : "key " + (lane % Processes), Rules = new LimitRules(60_000_000, null, null), LongestWait = TimeSpan.FromHours(1), OverAt = DateTimeOffset.MaxValue };
            for (; !enough.IsCancellationRequested; decisions++)
            {
                await state.Limits.TakeAsync(demand);
            }

            return decisions;
        })));
        var rate = made.Sum() / Stopwatch.GetElapsedTime(start).TotalSeconds;
        states.ForEach(state => state.Dispose());
        places.ForEach(place => place.Dispose());
        return rate;
    }

    private static HolySheepClient Client(ServerProcess server, TempFolder folder, string? connection, int? requestsPerMinute, params BudgetOptions[] budgets) => new(new HolySheepClientOptions
    {
        Configuration = PricedProvider.Configuration(server, budgets, requestsPerMinute) with { State = new StateOptions { Kind = connection is null ? StateKind.Sqlite : StateKind.Postgres } },
        Environment = name => name == "HOLYSHEEP_DB" ? connection : null,
        StateFolder = folder.Path,
        SharedEngine = static () => new PostgresEngine(),
    });
}
