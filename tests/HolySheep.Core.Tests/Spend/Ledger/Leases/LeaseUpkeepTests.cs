using System;
using System.Threading.Tasks;
using HolySheep.Spend.Ledger.Sqlite;
using Xunit;

namespace HolySheep.Spend.Ledger.Leases;

/// <summary>What becomes of leases over hours and months, and after a transaction that failed.</summary>
public sealed class LeaseUpkeepTests : IDisposable
{
    private readonly LedgerHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task A_process_that_works_for_hours_signs_so_that_other_machines_do_not_take_it_for_gone()
    {
        var ledger = _home.Open(LedgerHome.Budget(100m));
        await SpendAsync(ledger);
        var registered = _home.Sum("SELECT max(started) FROM processes");

        _home.Time.Advance(TimeSpan.FromHours(2));
        await ledger.LastImport;
        await SpendAsync(ledger);
        _home.Time.Advance(TimeSpan.FromSeconds(1));
        await ledger.LastImport;

        Assert.Equal(TimeSpan.FromHours(2).TotalMilliseconds, _home.Sum("SELECT max(started) FROM processes") - registered, 2_000.0);
    }

    [Theory]
    [InlineData(31, 1)]
    [InlineData(33, 0)]
    public async Task A_lease_of_a_machine_that_never_comes_back_ends_a_month_after_its_period(int daysAgo, int left)
    {
        await SpendAsync(_home.Open());
        var until = _home.Time.GetUtcNow().AddDays(-daysAgo).ToUnixTimeMilliseconds();
        using (var database = _home.File.Open(_home.Time, out _))
        {
            database.Write(session => session.Execute("INSERT INTO leases VALUES (7, 'daily', 0, $1, 9, 'gone-000000000000-', 'client', 5, 5, 5, 'day')", until));
        }

        await SpendAsync(_home.Open());

        Assert.Equal(left, _home.Sum("SELECT count(*) FROM leases WHERE id = 7"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_call_for_which_too_little_is_left_gets_what_processes_had_leased_that_have_ended_since_but_not_what_others_hold(bool hasEnded)
    {
        var early = _home.Open(LedgerHome.Budget(1m));
        await SpendAsync(early);
        var other = _home.Open(LedgerHome.Budget(1m));
        for (var call = 0; call < 8; call++)
        {
            await SpendAsync(other);
        }

        Assert.NotEqual(0, _home.Sum("SELECT sum(remaining) FROM leases"));
        if (hasEnded)
        {
            // No process has this number.
            Change("UPDATE processes SET host = '999999999' || substr(host, instr(host, ' ')) WHERE id IN (SELECT process FROM leases WHERE remaining > 0)");
        }

        // All that is not spent: nine calls were.
        Assert.Equal(hasEnded, (await early.BeginAsync(_home.Entry(price: 0.91m))).Refusal is null);
    }

    [Fact]
    public async Task After_a_transaction_that_failed_nothing_stays_leased_that_no_call_can_spend()
    {
        var ledger = _home.Open(LedgerHome.Budget(100m));
        for (var call = 0; call < 8; call++)
        {
            await SpendAsync(ledger);
        }

        Change("CREATE TRIGGER refused BEFORE UPDATE OF budget_limit ON leases BEGIN SELECT RAISE(ABORT, 'no'); END");
        Assert.Null((await ledger.BeginAsync(_home.Entry(price: 1m))).Logged);
        Change("DROP TRIGGER refused");

        await SpendAsync(ledger);
        for (var second = 0; second < 12; second++)
        {
            _home.Time.Advance(TimeSpan.FromSeconds(1));
            await ledger.LastImport;
        }

        Assert.Equal(0L, _home.Sum("SELECT sum(remaining) FROM leases"));
    }

    private void Change(string sql)
    {
        using var database = _home.File.Open(_home.Time, out _);
        database.Write(session => session.Execute(sql));
    }

    private async Task SpendAsync(SqliteLedger ledger)
    {
        await ledger.SettleAsync(await ledger.BeginAsync(_home.Entry()), _home.Answer(0.01m));
        await ledger.RecordReusedAsync([]);
    }
}
