using System;
using System.IO;
using System.Threading.Tasks;
using HolySheep.Configuration.Options;
using HolySheep.Errors;
using HolySheep.Spend.Pricing;
using Xunit;

namespace HolySheep.Spend.Ledger;

/// <summary>What is open is booked as the estimate by whoever can, so that no reservation stays behind.</summary>
public sealed class ClosedLedgerTests : IDisposable
{
    private readonly LedgerHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task A_ledger_that_is_closed_books_what_is_open_though_its_process_lives_on()
    {
        var ledger = _home.Open();
        await ledger.BeginAsync(_home.Entry(price: 0.02m));

        ledger.Dispose();

        Assert.Equal([(long)AttemptState.Abandoned], _home.Column<long>("state"));
        Assert.Equal([20_000_000_000L], _home.Column<long>("cost"));
        Assert.Equal(0, _home.Sum("SELECT count(*) FROM processes"));
    }

    [Fact]
    public async Task A_closed_ledger_takes_no_more_and_leaves_no_file_open()
    {
        var strict = _home.Open(LedgerHome.Budget(1));
        var free = _home.Open();
        strict.Dispose();
        free.Dispose();

        Assert.Equal(ErrorCode.LedgerUnusable, (await strict.BeginAsync(_home.Entry())).Refusal?.Code);
        Assert.Null((await free.BeginAsync(_home.Entry())).Refusal);
        Assert.False(File.Exists(_home.FilePath));
    }

    [Fact]
    public async Task A_call_of_a_process_that_was_wrongly_taken_for_dead_is_still_booked_and_settled()
    {
        var mistaken = _home.Open();
        var ticket = await mistaken.BeginAsync(_home.Entry(price: 0.02m));
        using (var database = _home.File.Open(_home.Time, out _))
        {
            database.Write(session => session.Execute("DELETE FROM processes"));
        }

        await _home.Open().BeginAsync(_home.Entry(price: 0));
        Assert.Equal([(long)AttemptState.Abandoned, (long)AttemptState.Started], _home.Column<long>("state"));

        await mistaken.SettleAsync(ticket, _home.Answer(0.015m));
        Assert.Equal([(long)AttemptState.Settled, (long)AttemptState.Started], _home.Column<long>("state"));
        Assert.Equal(UsdAmount.ToUnits(0.015m), _home.Sum("SELECT sum(amount) FROM spend"));
    }

    [Fact]
    public async Task A_limit_of_the_call_holds_though_the_ledger_cannot_be_written()
    {
        Directory.CreateDirectory(_home.FilePath);
        var ledger = _home.Open(LedgerHome.Budget(1, BudgetAction.Warn));

        Assert.Equal(ErrorCode.BudgetExceeded, (await ledger.BeginAsync(_home.Entry(price: 0.01m) with { CallLimitLeft = 0.009m })).Refusal?.Code);
        Assert.Null((await ledger.BeginAsync(_home.Entry(price: 0.01m) with { CallLimitLeft = 0.01m })).Refusal);
    }
}
