using System;
using System.Diagnostics;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Spend.Usage;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Postgres;

/// <summary>Four machines with four processes each under one budget, whatever happens to machines, network and database.</summary>
public sealed class FleetBudgetTests : IDisposable
{
    private readonly TempFolder _folder = new("fleet");

    public void Dispose() => _folder.Dispose();

    private string Direct => TestedPostgres.ConnectionFor(_folder.Path);

    [PostgresFact]
    public async Task The_budget_is_spent_and_not_a_call_more_and_the_ledger_says_which_machine_spent_it()
    {
        await using var fleet = new SpendingFleet(_ => Direct);
        await fleet.StartAsync();
        await fleet.EndAsync();

        // What no process had leased ahead when the last one was refused.
        Assert.InRange(fleet.Provider.CallCount, 95, 100);
        await fleet.AssertSpentAsync();
        using var client = fleet.Machines[0].Client();
        var rows = client.GetUsage(new UsageQuery { GroupBy = [UsageGroup.Machine] }).Rows;
        Assert.Equal(fleet.Provider.CallCount, rows.Sum(row => row.Attempts));
        Assert.Subset(await SpendingMachine.AreNamedAsync ? fleet.Machines.Select(machine => machine.Name).ToHashSet() : [Environment.MachineName], rows.Select(row => row.Machine!).ToHashSet());
    }

    [PostgresFact]
    public async Task Machines_that_are_killed_at_work_cost_no_more_than_their_calls_under_way()
    {
        await using var fleet = new SpendingFleet(_ => Direct);
        await fleet.StartAsync();
        foreach (var machine in fleet.Machines.Take(2))
        {
            await machine.KillAsync();
        }

        await fleet.EndAsync();
        using (var client = fleet.Machines[3].Client())
        {
            Assert.InRange(client.GetBudgets()[0].Spent + client.GetBudgets()[0].Leased, 0m, 1m);
        }

        // Both come back.
        await Task.WhenAll(fleet.Machines.Take(2).Select(machine => machine.StartAsync(1)));
        await fleet.EndAsync();
        await fleet.AssertSpentAsync(isKilled: true);
        Assert.InRange(fleet.Provider.CallCount, 100 - (2 * SpendingFleet.Processes * SpendingMachine.AtOnce), 100);
    }

    [PostgresFact]
    public async Task A_database_that_is_restarted_in_the_middle_loses_and_repeats_nothing()
    {
        await using var server = await OwnPostgres.StartAsync();
        await using var fleet = new SpendingFleet(_ => server.Connection);
        await fleet.StartAsync();
        await server.RestartAsync();

        // And once more, while calls are paid for.
        fleet.Continue();
        await fleet.Provider.WaitForCallAsync(fleet.Provider.CallCount + 5);
        await server.RestartAsync();
        await fleet.EndAsync();
        await fleet.AssertSpentAsync();
    }

    [PostgresFact]
    public Task Two_machines_that_are_cut_off_spend_at_most_what_they_had_leased_and_go_on_once_they_are_back() => CutAsync(machines: 2);

    [PostgresFact]
    public Task Four_machines_that_are_cut_off_spend_at_most_what_they_had_leased_and_go_on_once_they_are_back() => CutAsync(machines: 4);

    [PostgresFact]
    public async Task A_database_that_takes_200_ms_for_a_statement_is_waited_for_and_the_budget_holds()
    {
        // Half of it each way; a fifth of it outside CI.
        await using var proxy = new DatabaseProxy(Direct) { Delay = TimeSpan.FromMilliseconds(Endurance.Share < 1 ? 20 : 100) };
        await using var fleet = new SpendingFleet(machine => machine == 0 ? proxy.Connection : Direct);
        await fleet.StartAsync();
        await fleet.EndAsync();
        await fleet.AssertSpentAsync();
    }

    private async Task CutAsync(int machines)
    {
        await using var proxy = new DatabaseProxy(Direct);
        await using var fleet = new SpendingFleet(machine => machine < machines ? proxy.Connection : Direct);
        await fleet.StartAsync();
        proxy.Freeze();
        fleet.Continue();
        var since = Stopwatch.GetTimestamp();
        await Task.WhenAll(fleet.Machines.Take(machines).SelectMany(machine => machine.Running).Select(process => process.WaitForOutputAsync("LedgerUnusable")));
        var rest = (TimeSpan.FromSeconds(30) * Endurance.Share) - Stopwatch.GetElapsedTime(since);
        await Task.Delay(rest > TimeSpan.Zero ? rest : TimeSpan.Zero);
        // What was under way arrives now, also what its process has given up since.
        proxy.Thaw();
        await fleet.EndAsync();
        await fleet.AssertSpentAsync();
    }
}
