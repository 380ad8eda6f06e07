using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Configuration;
using HolySheep.Spend.Usage;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Postgres;

/// <summary>Machines that share one database: processes with homes of their own.</summary>
public sealed class MachinesTests : IAsyncLifetime
{
    private const string Key = "key-that-no-record-may-hold";
    private readonly ScriptedProvider _provider = new("one");
    private readonly ScriptedProvider _other = new("two");
    private readonly List<TempHome> _homes = [];

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        _homes.ForEach(home => home.Dispose());
        await _provider.DisposeAsync();
        await _other.DisposeAsync();
    }

    [PostgresFact]
    public async Task What_one_machine_finds_down_the_others_do_not_call()
    {
        _provider.OnAny().Answer(Reply.Status(402));
        _other.OnAny().Answer(Reply.Echo);
        var targets = "[\"one/alpha\", \"two/alpha\"]";

        await RunAsync(Machine("", targets), 1);
        Assert.Equal((1, 1), (_provider.CallCount, _other.CallCount));

        await RunAsync(Machine("", targets), 3);
        Assert.Equal((1, 4), (_provider.CallCount, _other.CallCount));
    }

    [PostgresFact]
    public async Task Of_all_machines_one_probes_a_target_that_may_be_well_again()
    {
        var held = new Gate();
        _other.OnAny().Answer(Reply.Echo);
        _provider.OnAny().Answer(Reply.Status(429).WithHeader("retry-after", "1"));
        var machines = Enumerable.Range(0, 4).Select(_ => Machine("", "[\"one/alpha\", \"two/alpha\"]")).ToList();
        await RunAsync(machines[0], 1);
        Assert.Equal((1, 1), (_provider.CallCount, _other.CallCount));
        _provider.Handle(_ => Reply.Echo.Hold(held));
        using (var client = Client(machines[0]))
        {
            var until = client.GetHealth().Targets.Max(target => target.Until)!.Value - DateTimeOffset.UtcNow;
            await Task.Delay(until > TimeSpan.Zero ? until + TimeSpan.FromMilliseconds(50) : TimeSpan.Zero);
        }

        // While one waits for its answer, the others are answered elsewhere.
        var calls = machines.Select(machine => RunAsync(machine, 1)).ToList();
        await _other.WaitForCallAsync(4);
        await _provider.WaitForCallAsync(2);
        Assert.Equal((2, 4), (_provider.CallCount, _other.CallCount));

        held.Open();
        await Task.WhenAll(calls);
        Assert.Equal((2, 4), (_provider.CallCount, _other.CallCount));
    }

    [PostgresFact]
    public async Task Machines_under_one_limit_never_send_more_than_it_and_one_burst_in_a_second()
    {
        _provider.OnAny().Answer(Reply.Echo);
        var machines = Enumerable.Range(0, 4).Select(_ => Machine("\"requestsPerMinute\": 3600")).ToList();

        await Task.WhenAll(machines.Select(machine => RunAsync(machine, 40)));

        var arrivals = _provider.Requests.Select(request => request.ReceivedAt / (double)Stopwatch.Frequency).Order().ToList();
        Assert.Equal(160, arrivals.Count);
        Assert.InRange(arrivals.Select((from, index) => arrivals.Skip(index).TakeWhile(at => at - from < 1).Count()).Max(), 1, 120);
        Assert.True(arrivals[^1] - arrivals[0] > 2, "The calls were not paced at all.");
    }

    [PostgresFact]
    public async Task Four_machines_spend_one_budget_to_its_last_call_and_not_beyond()
    {
        _provider.OnAny().Answer(Reply.Text("yes").WithUsage(7, 10));
        var machines = Enumerable.Range(0, 4).Select(_ => Machine("", more: """, "price": { "input": 0, "output": 1000 } } }, "budgets": { "shared": { "limit": 0.3, "period": "month" } """)).ToList();

        await Task.WhenAll(machines.Select(machine => RunAsync(machine, "spend", "12", "4")));

        // Each call costs 0.01 and expects no more.
        Assert.Equal(30, _provider.CallCount);
        foreach (var machine in machines)
        {
            using var client = Client(machine);
            Assert.Equal(0.3m, Assert.Single(client.GetBudgets()).Spent);
            Assert.Equal(30, client.GetUsage(new UsageQuery()).Total.Answered);
        }
    }

    [PostgresFact]
    public async Task A_machine_that_is_killed_leaves_no_call_uncounted()
    {
        _provider.OnAny().Answer(Reply.Silent());
        var machines = Enumerable.Range(0, 2).Select(_ => Machine("", more: """, "price": { "input": 0, "output": 1000 } } }, "budgets": { "shared": { "limit": 0.02, "period": "month" } """)).ToList();
        await using (var killed = ChildProcess.Start(Host(machines[0], "spend", "1", "1")))
        {
            await _provider.WaitForCallAsync();
            killed.Kill9();
        }

        _provider.OnAny().Answer(Reply.Text("yes").WithUsage(7, 10));
        await RunAsync(machines[1], "spend", "3", "1");

        Assert.Equal(2, _provider.CallCount);
        using (var client = Client(machines[1]))
        {
            // What the killed machine had leased stays reserved until its log is entered.
            var budget = Assert.Single(client.GetBudgets());
            Assert.Equal((0.01m, 0.01m, 0m), (budget.Spent, budget.Leased, budget.Left));
        }

        using var back = Client(machines[0]);
        var whole = Assert.Single(back.GetBudgets());
        Assert.Equal((0.02m, 0m, 0m), (whole.Spent, whole.Leased, whole.Left));
    }

    [PostgresFact]
    public async Task Killed_machines_never_make_the_others_pass_a_budget_and_what_they_had_leased_is_free_once_they_are_back()
    {
        _provider.OnAny().Answer(Reply.Text("yes").WithUsage(7, 10).Delay(TimeSpan.FromMilliseconds(5)));
        var machines = Enumerable.Range(0, 4).Select(_ => Machine("", more: """, "price": { "input": 0, "output": 1000 } } }, "budgets": { "shared": { "limit": 4, "period": "month" } """)).ToList();
        var spenders = machines.Select(machine => ChildProcess.Start(Host(machine, "spend", "200", "4"))).ToList();
        foreach (var killed in spenders.Take(2))
        {
            await killed.WaitForOutputAsync("Answered");
            killed.Kill9();
        }

        foreach (var spender in spenders)
        {
            await spender.WaitAsync();
            await spender.DisposeAsync();
        }

        using (var client = Client(machines[3]))
        {
            Assert.InRange(client.GetBudgets()[0].Spent + client.GetBudgets()[0].Leased, 0m, 4m);
        }

        // Both come back, and what is left is spent.
        foreach (var machine in machines.Take(2))
        {
            using var client = Client(machine);
            client.GetBudgets();
        }

        await RunAsync(machines[2], "spend", "400", "1");
        using var whole = Client(machines[3]);
        var budget = Assert.Single(whole.GetBudgets());
        Assert.Equal((4m, 0m), (budget.Spent, budget.Leased));
        Assert.InRange(_provider.CallCount, 400 - 8, 400);
    }

    private TempHome Machine(string provider, string targets = "[\"one/alpha\"]", string more = "} ")
    {
        var home = new TempHome($$"""
            {
              "state": { "kind": "postgres" },
              "providers": {
                "one": { "kind": "openai", "baseUrl": "{{_provider.BaseUrl}}", "apiKey": "env:ONE_KEY"{{(provider.Length == 0 ? "" : ", " + provider)}} },
                "two": { "kind": "openai", "baseUrl": "{{_other.BaseUrl}}", "apiKey": "env:ONE_KEY" }
              },
              "models": { "alpha": { "targets": {{targets}} {{more}} },
              "defaults": { "model": "alpha", "provider": "one" }
            }
            """);
        _homes.Add(home);
        return home.Set("ONE_KEY", Key).Set("HOLYSHEEP_DB", TestedPostgres.ConnectionFor(_homes[0].Folder));
    }

    private static HolySheepClient Client(TempHome machine) => new(new HolySheepClientOptions
    {
        Configuration = new ConfigurationFile(null, machine.Environment).Read(),
        Environment = machine.Environment,
        StateFolder = machine.Folder,
        SharedEngine = static () => new PostgresEngine { Limits = TestedPostgres.Patient },
    });

    private static ChildOptions Host(TempHome machine, params string[] arguments) =>
        new("dotnet", [Path.Combine(AppContext.BaseDirectory, "HolySheep.TestHost.dll"), .. arguments]) { Environment = machine.Variables };

    private static Task RunAsync(TempHome machine, int calls) => RunAsync(machine, "calls", $"{calls}");

    private static async Task RunAsync(TempHome machine, params string[] arguments)
    {
        var result = await ChildProcess.RunAsync(Host(machine, arguments));
        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.DoesNotContain("not shared", result.ToString(), StringComparison.Ordinal);
    }
}
