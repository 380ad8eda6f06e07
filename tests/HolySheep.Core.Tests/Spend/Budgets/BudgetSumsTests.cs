using System;
using System.Threading.Tasks;
using HolySheep.Spend.Ledger;
using Xunit;

namespace HolySheep.Spend.Budgets;

public sealed class BudgetSumsTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly LedgerHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task Sums_may_be_forgotten_by_one_thread_while_another_reads_them()
    {
        var sums = new BudgetSums();
        var window = BudgetWindow.Of(LedgerHome.Budget(1).Period, _home.Time.GetUtcNow(), TimeZoneInfo.Utc);
        using var database = _home.File.Open(_home.Time, out _);
        var reading = Task.Run(() => database.Read(session =>
        {
            for (var turn = 0; turn < 20_000; turn++)
            {
                Assert.Equal(0, sums.Spent(session, LedgerHome.Budget(1, name: "b" + (turn % 50)), window));
            }

            return true;
        }));
        while (!reading.IsCompleted)
        {
            sums.Forget();
        }

        Assert.True(await reading.WaitAsync(Patience));
    }
}
