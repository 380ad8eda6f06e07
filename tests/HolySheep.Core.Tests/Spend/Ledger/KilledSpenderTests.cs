using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Errors;
using HolySheep.Spend.Usage;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Spend.Ledger;

public sealed class KilledSpenderTests
{
    // A hundred are killed by `-- ledger-kills` in tests/HolySheep.Benchmarks.
    private const int AtOnce = 4;
    private static readonly int _kills = Endurance.Rounds(12, least: AtOnce);

    [Theory]
    [InlineData(1_000_000)]
    [InlineData(null)]
    public async Task After_kills_in_the_middle_of_spending_every_request_is_booked_and_no_reservation_stays_behind(int? limit)
    {
        await using var spending = new SpendingProcesses(limit, keepTexts: true);

        // So long that most kills meet calls that are under way.
        spending.Provider.Handle(_ => Reply.Text("yes").WithUsage(7, 10).Delay(TimeSpan.FromMilliseconds(20)));
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(seed => Task.Run(() => KillAsync(new Random(seed), _kills / AtOnce, spending))));

        // The next process that asks books what the killed ones left open.
        using (var client = spending.Client())
        {
            var total = client.GetUsage(new UsageQuery()).Total;
            Assert.All(client.GetBudgets(), budget => Assert.Equal(total.Cost, budget.Spent));
        }

        var rows = spending.Rows;
        Assert.DoesNotContain(rows, row => row.State == AttemptState.Started);
        Assert.Contains(rows, row => row.State == AttemptState.Abandoned);
        Assert.All(rows, row => Assert.Equal((row.State == AttemptState.Abandoned ? row.Estimate : row.Cost, row.Amount), (row.Cost, row.Cost)));
        Assert.Equal(rows.Sum(row => row.Cost), spending.Sum("SELECT sum(amount) FROM spend"));
        var booked = rows.Select(row => row.Prompt).ToHashSet();
        Assert.Equal(rows.Count, booked.Count);
        Assert.All(spending.Provider.Requests, request => Assert.Contains(request.LastUserMessage, booked));
        Assert.Empty(Directory.GetFiles(spending.Folder, "*.damaged*"));
        Assert.Empty(Directory.GetFiles(spending.Folder, "*.log"));

        await AssertLetsThroughWhatIsLeftAsync(spending, calls: 3);
    }

    [Fact]
    public async Task Processes_under_one_budget_that_are_killed_never_pass_it_and_what_they_had_leased_is_spent_by_others()
    {
        await using var spending = new SpendingProcesses(limit: 4.00m, keepTexts: true);
        spending.Provider.Handle(_ => Reply.Text("yes").WithUsage(7, 10).Delay(TimeSpan.FromMilliseconds(5)));
        var spenders = Enumerable.Range(0, AtOnce).Select(_ => ChildProcess.Start(spending.Process(calls: 200, atOnce: 4))).ToList();
        foreach (var killed in spenders.Take(AtOnce / 2))
        {
            await killed.WaitForOutputAsync("Answered");
            killed.Kill9();
        }

        foreach (var spender in spenders)
        {
            await spender.WaitAsync();
            await spender.DisposeAsync();
        }

        using (var client = spending.Client())
        {
            var budget = Assert.Single(client.GetBudgets());
            Assert.Equal(0m, budget.Leased);
            while (client.GetBudgets()[0].Left >= SpendingProcesses.Price)
            {
                await client.ChatAsync(SpendingProcesses.Question());
            }

            Assert.Equal(ErrorCode.BudgetExceeded, (await Assert.ThrowsAsync<ChatException>(() => client.ChatAsync(SpendingProcesses.Question()))).Code);
        }

        Assert.InRange(spending.Provider.CallCount, 400 - (2 * AtOnce), 400);
        Assert.Equal(4.00m, spending.Rows.Sum(row => row.Amount));
        Assert.Equal(0m, spending.Sum("SELECT sum(remaining) FROM leases"));
    }

    private static async Task AssertLetsThroughWhatIsLeftAsync(SpendingProcesses spending, int calls)
    {
        spending.Configure(spending.Rows.Sum(row => row.Amount) + (calls * SpendingProcesses.Price));
        using var client = spending.Client();
        for (var call = 0; call < calls; call++)
        {
            await client.ChatAsync(SpendingProcesses.Question());
        }

        Assert.Equal(ErrorCode.BudgetExceeded, (await Assert.ThrowsAsync<ChatException>(() => client.ChatAsync(SpendingProcesses.Question()))).Code);
    }

    private static async Task KillAsync(Random random, int times, SpendingProcesses spending)
    {
        for (var time = 0; time < times; time++)
        {
            await using var spender = ChildProcess.Start(spending.Process(calls: 1_000_000, atOnce: 4));
            await spender.WaitForOutputAsync("Answered");
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(0, 300)));
            spender.Kill9();
            await spender.WaitAsync();
        }
    }
}
