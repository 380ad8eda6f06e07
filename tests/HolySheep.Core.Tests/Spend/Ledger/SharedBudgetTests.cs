using System;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Spend.Ledger;

public sealed class SharedBudgetTests
{
    [Fact]
    public async Task Processes_under_one_budget_spend_it_and_not_a_cent_more()
    {
        await using var spending = new SpendingProcesses(limit: 1.00m);
        var processes = Endurance.Rounds(16, least: 4);

        var results = await Task.WhenAll(Enumerable.Range(0, processes).Select(_ => ChildProcess.RunAsync(spending.Process(calls: 160 / processes, atOnce: 2))));

        Assert.All(results, result => Assert.True(result.ExitCode == 0, result.ToString()));
        var lines = results.SelectMany(result => result.Stdout.Split('\n')).ToList();
        var through = lines.Count(line => line.Contains("Answered", StringComparison.Ordinal));
        Assert.InRange(through, 95, 100);
        Assert.Equal((160 / processes * processes) - through, lines.Count(line => line.StartsWith("BudgetExceeded: ", StringComparison.Ordinal)));
        Assert.Equal(through, spending.Provider.CallCount);

        // The ledger says the same, row by row and in the sums that budgets go by.
        Assert.Equal(through, spending.Rows.Count);
        Assert.All(spending.Rows, row => Assert.Equal((AttemptState.Settled, SpendingProcesses.Price, SpendingProcesses.Price), (row.State, row.Estimate, row.Cost)));
        Assert.Equal(through * SpendingProcesses.Price, spending.Sum("SELECT sum(amount) FROM spend"));

        // No process ever saw less than nothing left.
        var spent = lines.Where(line => line.StartsWith("spent ", StringComparison.Ordinal)).Select(line => decimal.Parse(line[6..], CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(160 / processes * processes, spent.Count);
        Assert.All(spent, sum => Assert.InRange(sum, SpendingProcesses.Price, 1.00m));
    }
}
