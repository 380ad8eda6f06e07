using System;
using System.Threading.Tasks;
using Xunit;

namespace HolySheep.Spend.Ledger.Sqlite;

/// <summary>A ledger whose parts disagree is reported: SQLite itself sees no fault in a changed number.</summary>
public sealed class LedgerCheckTests : IDisposable
{
    private readonly LedgerHome _home = new();

    public void Dispose() => _home.Dispose();

    [Theory]
    [InlineData("UPDATE attempts SET id = id", false)]
    [InlineData("UPDATE attempts SET cost = cost + 4", true)]
    [InlineData("UPDATE attempts SET started = started + (1 << 40)", true)]
    [InlineData("UPDATE blocks SET last = last - 4096", true)]
    [InlineData("UPDATE spend SET amount = amount - 1", true)]
    public async Task A_number_that_changed_in_one_place_alone_is_found(string damage, bool isFound)
    {
        var ledger = _home.Open();
        await ledger.SettleAsync(await ledger.BeginAsync(_home.Entry()), _home.Answer(0.015m));
        await _home.Records.CheckAsync();

        var fault = ledger.Opened!.Write(session =>
        {
            session.Execute(damage);
            return LedgerCheck.Fault(session);
        });

        Assert.Equal(isFound ? "the sums that budgets count and the attempts that are listed disagree" : null, fault);
    }
}
