using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Spend.History;
using HolySheep.Spend.Usage;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Postgres;

/// <summary>Four machines that spend one budget of 1.00 USD together; each call costs 0.01 USD, and is estimated at it.</summary>
internal sealed class SpendingFleet : IAsyncDisposable
{
    private const decimal Limit = 1.00m;
    private const decimal Price = 0.01m;
    private const int Calls = 100;
    private const int Fewest = 95;

    private readonly Gate _gate = new();

    /// <param name="connectionOf">The connection string of a machine, by its number from 0.</param>
    public SpendingFleet(Func<int, string> connectionOf)
    {
        Provider.Patience = TimeSpan.FromMinutes(5);
        Provider.Handle(_ => Reply.Text("yes").WithUsage(7, 10).Delay(TimeSpan.FromMilliseconds(5)).Hold(_gate));
        Machines = [.. Enumerable.Range(0, 4).Select(number => new SpendingMachine($"web-{number + 1}", Home().Set("HOLYSHEEP_DB", connectionOf(number))))];
    }

    public ScriptedProvider Provider { get; } = new("one");

    public IReadOnlyList<SpendingMachine> Machines { get; }

    /// <summary>How many processes a machine has: four in CI.</summary>
    public static int Processes => Endurance.Rounds(4);

    /// <summary>Starts all processes, and completes when each has its first calls under way: they are answered once the test goes on.</summary>
    public async Task StartAsync()
    {
        await Task.WhenAll(Machines.Select(machine => machine.StartAsync(Processes)));
        await Provider.WaitForCallAsync(Machines.Count * Processes * SpendingMachine.AtOnce);
    }

    /// <summary>Answers the calls.</summary>
    public void Continue() => _gate.Open();

    /// <summary>Waits until no process has anything to spend.</summary>
    public async Task EndAsync()
    {
        Continue();
        foreach (var machine in Machines)
        {
            await machine.EndAsync();
        }
    }

    /// <summary>Spends what the others left, and checks that the budget, the ledger and the provider agree: the limit is never exceeded, and little of it is left.</summary>
    /// <param name="isKilled">Whether calls were logged and never sent, because their process was killed in between.</param>
    public async Task AssertSpentAsync(bool isKilled = false)
    {
        await Machines[0].StartAsync(1);
        await EndAsync();

        Assert.InRange(Provider.CallCount, isKilled ? 1 : Fewest, Calls);
        foreach (var machine in Machines)
        {
            using var client = machine.Client();
            var budget = Assert.Single(client.GetBudgets());
            Assert.Equal(0m, budget.Leased);
            Assert.InRange(budget.Spent, Fewest * Price, Limit);
            var total = client.GetUsage(new UsageQuery()).Total;
            Assert.Equal(budget.Spent, total.Cost);
            Assert.InRange(total.Attempts, Fewest, Calls);

            // What the provider saw is in the ledger, whatever happened.
            Assert.Subset(client.ListCalls(new CallQuery()).Select(call => call.Prompt!).ToHashSet(), Provider.Requests.Select(request => request.LastUserMessage).ToHashSet()!);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var machine in Machines)
        {
            await machine.DisposeAsync();
        }

        await Provider.DisposeAsync();
    }

    private TempHome Home() => new($$"""
        {
          "state": { "kind": "postgres" },
          "providers": { "one": { "kind": "openai", "baseUrl": "{{Provider.BaseUrl}}", "apiKey": "none" } },
          "models": { "alpha": { "targets": [ "one/alpha" ], "price": { "input": 0, "output": 1000 } } },
          "budgets": { "shared": { "limit": {{FormattableString.Invariant($"{Limit}")}}, "period": "month" } },
          "ledger": { "keepTexts": true },
          "defaults": { "model": "alpha" }
        }
        """);
}
