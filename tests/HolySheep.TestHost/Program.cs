using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Configuration;
using HolySheep.Csv;
using HolySheep.Errors;
using HolySheep.Postgres;
using HolySheep.TestKit;

namespace HolySheep.TestHost;

/// <summary>
/// Calls with the configuration and the state of <c>HOLYSHEEP_HOME</c>, and prints a line for each: <c>calls N</c> one after the other;
/// <c>spend N AT-ONCE</c> with a prompt of its own and ten answer tokens at most each, and what the first budget has spent after it;
/// <c>exhaust AT-ONCE</c> the same, until a budget has nothing left, with the time limits of the product;
/// <c>share IN OUT AT-ONCE</c> submits a shared CSV job, and <c>work AT-ONCE</c> works on such jobs until none is left;
/// <c>scan PATH...</c> calls nothing, and looks for the marked key in files and folders.
/// </summary>
internal static class Program
{
    public static async Task<int> Main(string[] arguments)
    {
        switch (arguments)
        {
            case ["calls", var count]:
                return await CallAsync(Number(count));
            case ["spend", var count, var atOnce]:
                return await SpendAsync(Number(count), Number(atOnce));
            case ["exhaust", var atOnce]:
                return await ExhaustAsync(Number(atOnce));
            case ["share", var path, var outPath, var atOnce]:
                return await ShareAsync(path, outPath, Number(atOnce));
            case ["work", var atOnce]:
                return await WorkAsync(Number(atOnce));
            case ["scan", .. var paths]:
                return Scan(paths);
            default:
                await Console.Error.WriteLineAsync("usage: calls N, or: spend N AT-ONCE, or: exhaust AT-ONCE, or: share IN OUT AT-ONCE, or: work AT-ONCE, or: scan PATH...");
                return 2;
        }
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static int Scan(string[] paths)
    {
        var found = paths.SelectMany(path => Directory.Exists(path) ? KeyMarker.FindIn(path) : KeyMarker.FindInBytes(File.ReadAllBytes(path)).Count > 0 ? [path] : []).ToList();
        found.ForEach(place => Console.WriteLine("The marked key is in " + place));
        return found.Count == 0 ? 0 : 1;
    }

    // What processes share is tested, and not how fast the machine of the tests is.
    private static PostgresLimits Patient => new() { Statement = TimeSpan.FromMinutes(1), Opening = TimeSpan.FromMinutes(1), Closing = TimeSpan.FromMinutes(1), JobLease = TimeSpan.FromSeconds(10) };

    private static HolySheepClient Client(PostgresLimits? limits = null) => new(new HolySheepClientOptions
    {
        Configuration = new ConfigurationFile().Read(),
        StateFolder = StateFolder.FindShared(),
        SharedEngine = () => new PostgresEngine { Limits = limits ?? Patient },
    });

    private static async Task<int> CallAsync(int calls)
    {
        using var client = Client();
        var failed = 0;
        for (; calls > 0; calls--)
        {
            failed += await CallAsync(client, new ChatRequest { Messages = [ChatMessage.User("How high is the tower?")] }) ? 0 : 1;
        }

        return failed == 0 ? 0 : 1;
    }

    private static async Task<int> ShareAsync(string path, string outPath, int atOnce)
    {
        using var client = Client();
        var job = new CsvJob(client, new CsvJobOptions { Path = path, OutPath = outPath, Prompt = "Answer {Body}", ThrottleLimit = atOnce, Shared = true });
        var summary = await job.RunAsync();
        Console.WriteLine(FormattableString.Invariant($"{summary.Succeeded} of {summary.Rows}: {summary.Message}"));
        return summary.ExitCode;
    }

    private static async Task<int> WorkAsync(int atOnce)
    {
        using var client = Client();
        var summary = await new CsvWorker(client, new CsvWorkerOptions { ThrottleLimit = atOnce, UntilEmpty = true }).RunAsync();
        Console.WriteLine(FormattableString.Invariant($"{summary.Answered} answered: {summary.Message}"));
        return summary.ExitCode;
    }

    private static async Task<int> SpendAsync(int calls, int atOnce)
    {
        var budgets = new ConfigurationFile().Read().Budgets.Count > 0;
        using var client = Client();
        Console.WriteLine("spending");
        await Task.WhenAll(Enumerable.Range(0, atOnce).Select(_ => Task.Run(async () =>
        {
            for (var call = 0; call < calls / atOnce; call++)
            {
                await CallAsync(client, new ChatRequest { Messages = [ChatMessage.User($"call-{Guid.NewGuid():N}")], MaxTokens = 10 });
                if (budgets)
                {
                    Console.WriteLine(FormattableString.Invariant($"spent {client.GetBudgets()[0].Spent}"));
                }
            }
        })));
        return 0;
    }

    private static async Task<int> ExhaustAsync(int atOnce)
    {
        using var client = Client(new PostgresLimits());
        await Task.WhenAll(Enumerable.Range(0, atOnce).Select(_ => Task.Run(async () =>
        {
            while (await FaultOfAsync(client, new ChatRequest { Messages = [ChatMessage.User($"call-{Guid.NewGuid():N}")], MaxTokens = 10 }) is not ErrorCode.BudgetExceeded and var fault)
            {
                // A database that is known to be gone refuses at once.
                await Task.Delay(TimeSpan.FromMilliseconds(fault is null ? 0 : 100));
            }
        })));
        return 0;
    }

    private static async Task<bool> CallAsync(HolySheepClient client, ChatRequest request) => await FaultOfAsync(client, request) is null;

    private static async Task<string?> FaultOfAsync(HolySheepClient client, ChatRequest request)
    {
        try
        {
            var result = await client.ChatAsync(request);
            Console.WriteLine(string.Join(", ", result.Attempts));
            foreach (var warning in result.Warnings)
            {
                Console.WriteLine("warning: " + warning);
            }

            return null;
        }
        catch (HolySheepException exception)
        {
            Console.WriteLine($"{exception.Code}: {exception.Message}");
            return exception.Code;
        }
    }
}
