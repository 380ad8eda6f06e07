using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Configuration;
using HolySheep.Spend.Ledger;
using HolySheep.Spend.Ledger.Sqlite;
using HolySheep.Spend.Usage;
using HolySheep.TestKit;

namespace HolySheep.Benchmarks;

/// <summary>Processes that spend are killed at random: every request that the provider saw must have its row, and no reservation may stay behind.</summary>
internal static class LedgerKills
{
    private const int AtOnce = 4;

    /// <returns>0 where the ledger is whole, else 1.</returns>
    public static async Task<int> RunAsync(int kills) =>
        await RunAsync("a budget", """ "shared": { "limit": 1000000, "period": "month" } """, kills / 2) + await RunAsync("no budget", "", kills / 2) == 0 ? 0 : 1;

    private static async Task<int> RunAsync(string name, string budgets, int kills)
    {
        await using var provider = new ScriptedProvider();
        provider.Handle(_ => Reply.Text("yes").WithUsage(7, 10).Delay(TimeSpan.FromMilliseconds(20)));
        using var home = new TempHome(
            $$"""
            {
              "providers": { "one": { "kind": "openai", "baseUrl": "{{provider.BaseUrl}}", "apiKey": "none" } },
              "models": { "alpha": { "targets": [ "one/alpha" ], "price": { "input": 0, "output": 1000 } } },
              "budgets": { {{budgets}} }, "ledger": { "keepTexts": true }, "defaults": { "model": "alpha" }
            }
            """);
        var host = new ChildOptions("dotnet", Path.Combine(AppContext.BaseDirectory, "HolySheep.TestHost.dll"), "spend", "1000000", "4") { Environment = home.Variables };
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(seed => Task.Run(() => KillAsync(new Random(seed), kills / AtOnce, host))));

        var options = new HolySheepClientOptions { Configuration = new ConfigurationFile(null, home.Environment).Read(), Environment = home.Environment, StateFolder = home.Folder };
        using var client = new HolySheepClient(options);
        var total = client.GetUsage(new UsageQuery()).Total;
        var reserved = client.GetBudgets().Sum(budget => budget.Spent - total.Cost);
        using var database = LedgerFile.In(home.Folder).Open(TimeProvider.System, out var damaged);
        var open = (long)database.Read(session => session.Scalar("SELECT count(*) FROM attempts WHERE state = 0"))!;
        var abandoned = (long)database.Read(session => session.Scalar("SELECT count(*) FROM attempts WHERE state = 2"))!;
        var booked = new HashSet<string>(database.Read(session => session.Query("SELECT prompt FROM attempts", row => row.GetString(0))));
        var missing = provider.Requests.Count(request => !booked.Contains(request.LastUserMessage));
        Console.WriteLine(FormattableString.Invariant(
            $"{name}: {kills} kills, {provider.CallCount} requests, {total.Attempts} rows, {abandoned} of them booked as estimates; {missing} requests without a row, {open} left open, {reserved} USD still reserved"));
        return missing == 0 && open == 0 && reserved == 0 && damaged is null ? 0 : 1;
    }

    private static async Task KillAsync(Random random, int times, ChildOptions host)
    {
        for (var time = 0; time < times; time++)
        {
            await using var spender = ChildProcess.Start(host);
            await spender.WaitForOutputAsync("Answered");
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(0, 300)));
            spender.Kill9();
            await spender.WaitAsync();
        }
    }
}
