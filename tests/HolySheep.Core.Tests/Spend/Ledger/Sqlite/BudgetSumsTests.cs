using System;
using System.Threading.Tasks;
using Microsoft.Data.Sqlite;
using Xunit;

namespace HolySheep.Spend.Ledger.Sqlite;

public sealed class BudgetSumsTests
{
    [Fact]
    public async Task A_booking_in_a_group_that_was_rolled_back_counts_once()
    {
        using var home = new LedgerHome();
        var ledger = home.Open(LedgerHome.Budget(0.03m));
        await ledger.BeginAsync(home.Entry());

        // While another connection holds the file, a booking and a faulty one become one group; it is rolled back, and each is written alone.
        Task<LedgerTicket> booked, faulty;
        using (var held = new SqliteConnection($"Data Source={home.FilePath};Pooling=False"))
        {
            held.Open();
            using var hold = held.CreateCommand();
            hold.CommandText = "BEGIN IMMEDIATE";
            hold.ExecuteNonQuery();
            booked = ledger.BeginAsync(home.Entry());
            faulty = ledger.BeginAsync(home.Entry(model: "gpt-4.1-mini") with { CostOf = _ => throw new InvalidOperationException("a bug") });
        }

        Assert.NotNull((await booked).Logged);
        await Assert.ThrowsAsync<InvalidOperationException>(() => faulty);
        Assert.Null((await ledger.BeginAsync(home.Entry())).Refusal);
        Assert.NotNull((await ledger.BeginAsync(home.Entry())).Refusal);
    }
}
