using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Configuration.Options;
using HolySheep.Spend.Budgets;
using HolySheep.Spend.Ledger.Sqlite;
using HolySheep.Spend.Pricing;
using HolySheep.TestKit;
using Microsoft.Data.Sqlite;
using Xunit;

namespace HolySheep.Spend.Ledger.Leases;

/// <summary>What processes hold of budgets in leases: each call is estimated at 0.01 USD.</summary>
public sealed class LeasedMoneyTests : IDisposable
{
    private static readonly BudgetOptions Rich = LedgerHome.Budget(100m);
    private readonly LedgerHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task Within_its_lease_a_process_spends_and_settles_while_another_holds_the_ledger()
    {
        var ledger = _home.Open(Rich);
        await SpendAsync(ledger, 4);
        Assert.True(Leased() > 0);

        using (Hold())
        {
            var begin = ledger.BeginAsync(_home.Entry());
            Assert.True(begin.IsCompleted);
            Assert.Null((await begin).Refusal);
            Assert.True(ledger.SettleAsync(await begin, _home.Answer(0.003m)).IsCompleted);
        }

        Assert.Equal(5, _home.Column<long>("state").Count(state => state == (long)AttemptState.Settled));
    }

    [Fact]
    public async Task More_is_fetched_before_a_lease_is_used_up_so_that_no_call_waits_for_the_ledger()
    {
        var ledger = _home.Open(Rich);
        await SpendAsync(ledger, 4);
        for (var call = 0; call < 100; call++)
        {
            var begin = ledger.BeginAsync(_home.Entry());
            Assert.True(begin.IsCompleted, $"Call {call} waited.");
            await ledger.SettleAsync(await begin, _home.Answer(0.01m));

            // What is fetched by the way is committed.
            await ledger.RecordReusedAsync([]);
        }
    }

    [Fact]
    public async Task Calls_that_are_booked_in_one_transaction_spend_what_it_leases_ahead()
    {
        var ledger = _home.Open(LedgerHome.Budget(1m));
        await SpendAsync(ledger, 10);
        Task<LedgerTicket>[] calls;
        using (Hold())
        {
            // Each waits for the ledger: all of them are booked together once it is free.
            calls = [.. Enumerable.Range(0, 150).Select(_ => ledger.BeginAsync(_home.Entry()))];
        }

        var tickets = await Task.WhenAll(calls);
        Assert.Equal(90, tickets.Count(ticket => ticket.Refusal is null));
    }

    [Fact]
    public async Task What_is_spent_reserved_and_leased_is_what_was_granted_whenever_the_log_is_entered()
    {
        var ledger = _home.Open(Rich);
        var random = new Random(7);
        for (var call = 0; call < 40; call++)
        {
            var ticket = await ledger.BeginAsync(_home.Entry());
            if (random.Next(3) > 0)
            {
                await ledger.SettleAsync(ticket, _home.Answer(0.001m * random.Next(0, 11)));
            }

            // What is fetched ahead comes before what is asked for here.
            await ledger.RecordReusedAsync([]);
            var budget = _home.Reader(null, Rich).Budgets()[0];
            Assert.Equal(UsdAmount.FromUnits(_home.Sum("SELECT sum(granted) FROM leases")), budget.Spent + budget.Leased);
            Assert.Equal(100m - budget.Spent - budget.Leased, budget.Left);
        }
    }

    [Fact]
    public async Task A_process_that_ends_gives_back_what_it_did_not_spend()
    {
        var ledger = _home.Open(Rich);
        await SpendAsync(ledger, 20);
        Assert.True(Leased() > 0);

        ledger.Dispose();

        Assert.Equal(0, _home.Sum("SELECT count(*) FROM leases"));
        Assert.Equal((0.2m, 99.8m), (Status().Spent, Status().Left));
    }

    [Fact]
    public async Task What_no_call_uses_for_five_seconds_is_given_back()
    {
        var ledger = _home.Open(Rich);
        await SpendAsync(ledger, 20);

        for (var second = 0; second < 11; second++)
        {
            _home.Time.Advance(TimeSpan.FromSeconds(1));
            await ledger.RecordReusedAsync([]);
            await ledger.LastImport;
        }

        Assert.Equal((0.2m, 0m), (Status().Spent, Status().Leased));
        Assert.Null((await ledger.BeginAsync(_home.Entry())).Refusal);
    }

    [Fact]
    public async Task What_a_settlement_frees_that_the_log_cannot_take_is_given_back_too()
    {
        var ledger = _home.Open(Rich);
        await SpendAsync(ledger, 4);
        var ticket = await ledger.BeginAsync(_home.Entry());
        var log = Assert.Single(Directory.GetFiles(Path.GetDirectoryName(_home.FilePath)!, "*.log"));
        _home.Time.Advance(TimeSpan.FromSeconds(1));
        await ledger.LastImport;

        // In the place of the next part.
        var next = Directory.CreateDirectory(log.Replace("000000001.log", "000000002.log.new", StringComparison.Ordinal));
        await ledger.SettleAsync(ticket, _home.Answer(0.003m));
        Assert.Equal(3_000_000_000L, _home.Column<long>("cost")[^1]);

        // The rest is given back once it is not used.
        next.Delete();
        await SpendAsync(ledger, 1);
        for (var second = 0; second < 12; second++)
        {
            _home.Time.Advance(TimeSpan.FromSeconds(1));
            await ledger.LastImport;
        }

        Assert.Equal(0L, _home.Sum("SELECT sum(remaining) FROM leases"));
    }

    [Fact]
    public async Task A_lease_that_was_taken_away_is_not_spent_from_any_more()
    {
        var ledger = _home.Open(LedgerHome.Budget(10m));
        await SpendAsync(ledger, 8);
        Assert.True(Leased() > 0);
        using (var database = _home.File.Open(_home.Time, out _))
        {
            database.Write(session => session.Execute("DELETE FROM leases"));
        }

        // It notices with the next import, at the latest.
        _home.Time.Advance(TimeSpan.FromSeconds(1));
        await ledger.RecordReusedAsync([]);
        await ledger.LastImport;
        using (Hold())
        {
            var waiting = ledger.BeginAsync(_home.Entry(), new LedgerWait(TimeProvider.System, TimeSpan.Zero, default));
            Assert.NotNull((await waiting).Refusal);
        }

        Assert.Null((await ledger.BeginAsync(_home.Entry())).Refusal);
        Assert.Equal(9, _home.Column<long>("state").Count);
    }

    [Fact]
    public async Task Lines_logged_under_a_lease_that_is_gone_change_no_other()
    {
        var ledger = _home.Open(Rich);
        await SpendAsync(ledger, 8);
        var late = await ledger.BeginAsync(_home.Entry());
        using (var database = _home.File.Open(_home.Time, out _))
        {
            database.Write(session => session.Execute("UPDATE leases SET id = id + 1"));
        }

        var before = _home.Sum("SELECT sum(remaining) FROM leases");
        await ledger.SettleAsync(late, _home.Answer(0.004m));
        Assert.Equal(9, _home.Column<long>("state").Count);
        Assert.Equal(before, _home.Sum("SELECT sum(remaining) FROM leases"));
    }

    [Fact]
    public async Task A_lease_of_a_day_is_not_spent_on_the_next()
    {
        var ledger = _home.Open(LedgerHome.Budget(10m));
        await SpendAsync(ledger, 8);

        _home.Time.Advance(TimeSpan.FromDays(1));

        Assert.Null((await ledger.BeginAsync(_home.Entry())).Refusal);
        Assert.Equal((0.01m, 0m, 9.99m), (Status(10m).Spent, Status(10m).Leased, Status(10m).Left));
    }

    [Fact]
    public async Task A_call_of_the_next_day_takes_a_lease_of_its_own_however_much_is_left_of_the_day()
    {
        var ledger = _home.Open(Rich);
        await SpendAsync(ledger, 8);
        var tomorrow = _home.Time.GetUtcNow().AddDays(1);

        var ticket = await ledger.BeginAsync(_home.Entry() with { StartedAt = tomorrow });

        Assert.Equal(new DateTimeOffset(tomorrow.UtcDateTime.Date, TimeSpan.Zero).ToUnixTimeMilliseconds(), Assert.Single(ticket.Leases).Period.First);
    }

    [Theory]
    [InlineData(11, true)]
    [InlineData(13, false)]
    public async Task A_lease_of_the_last_24_hours_is_spent_for_12_so_that_it_counts_until_its_calls_are_settled(int hours, bool isSame)
    {
        var ledger = _home.Open(Rich with { Period = new BudgetPeriod { Kind = BudgetPeriodKind.RollingHours, Hours = 24 } });
        await SpendAsync(ledger, 8);
        var before = Assert.Single((await ledger.BeginAsync(_home.Entry())).Leases);

        var ticket = await ledger.BeginAsync(_home.Entry() with { StartedAt = _home.Time.GetUtcNow().AddHours(hours) });

        Assert.Equal(isSame, before == Assert.Single(ticket.Leases));
    }

    [Fact]
    public async Task Leases_never_reach_the_share_of_an_alert_so_that_the_call_that_does_tells_of_it()
    {
        var budget = LedgerHome.Budget(2m) with { AlertAt = [0.5m, 0.8m] };
        var ledgers = new[] { _home.Open(budget), _home.Open(budget), _home.Open(budget) };
        var told = 0;
        for (var call = 1; call <= 180; call++)
        {
            var ledger = ledgers[call * call % 3];
            var warnings = await ledger.SettleAsync(await ledger.BeginAsync(_home.Entry()), _home.Answer(0.01m));
            told += warnings.Count;
            Assert.Equal(call switch { >= 160 => 2, >= 100 => 1, _ => 0 }, told);
        }
    }

    [Fact]
    public async Task A_call_within_a_lease_that_costs_so_much_that_an_alert_is_due_tells_of_it_itself()
    {
        var ledger = _home.Open(LedgerHome.Budget(1m) with { AlertAt = [0.5m] });
        await SpendAsync(ledger, 10);
        var ticket = await ledger.BeginAsync(_home.Entry());
        Assert.DoesNotContain(ticket.Leases, lease => lease.IsTight);

        Assert.Contains("has reached 51 %", Assert.Single(await ledger.SettleAsync(ticket, _home.Answer(0.41m))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task If_configurations_disagree_the_lowest_limit_holds_while_its_process_lives()
    {
        var high = _home.Open(LedgerHome.Budget(5m));
        var low = _home.Open(LedgerHome.Budget(0.05m));
        await SpendAsync(low, 1);
        var first = await high.BeginAsync(_home.Entry());
        Assert.Equal("The budget 'daily' has a limit of 5.00 USD here and of 0.05 USD in another process: the lower one holds. Give it the same limit in every configuration.", Assert.Single(first.Warnings));
        await SpendAsync(high, 3);

        Assert.NotNull((await high.BeginAsync(_home.Entry())).Refusal);
        Assert.Contains("of 0.05 USD here and of 5.00 USD in another process", Assert.Single((await low.BeginAsync(_home.Entry())).Warnings), StringComparison.Ordinal);
        low.Dispose();
        Assert.Null((await high.BeginAsync(_home.Entry())).Refusal);
    }

    [Theory]
    [InlineData(1), InlineData(2), InlineData(3)]
    public async Task Whatever_processes_do_together_reservations_never_pass_the_limit(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < Endurance.Rounds(12); round++)
        {
            using var home = new LedgerHome();
            var limit = 0.5m * random.Next(1, 6);
            var budget = LedgerHome.Budget(limit);
            var ledgers = Enumerable.Range(0, 3).Select(_ => home.Open(budget)).ToArray();
            var underWay = new System.Collections.Generic.List<(int Place, LedgerTicket Ticket, decimal Estimate)>();
            var overrun = 0m;
            for (var step = 0; step < 150; step++)
            {
                var place = random.Next(ledgers.Length);
                switch (random.Next(20))
                {
                    case 0:
                        ledgers[place].Dispose();
                        underWay.RemoveAll(call => call.Place == place);
                        ledgers[place] = home.Open(budget);
                        break;
                    case 1:
                        home.Time.Advance(TimeSpan.FromSeconds(random.Next(1, 8)));
                        break;
                    case < 9 when underWay.Count > 0:
                        var (owner, ticket, estimate) = underWay[^1];
                        underWay.RemoveAt(underWay.Count - 1);
                        var cost = estimate * random.Next(0, 14) / 10;
                        await ledgers[owner].SettleAsync(ticket, home.Answer(cost));
                        overrun += Math.Max(0, cost - estimate);
                        break;
                    default:
                        var price = 0.001m * random.Next(1, 12);
                        if (await ledgers[place].BeginAsync(home.Entry(price)) is { Refusal: null } begun)
                        {
                            underWay.Add((place, begun, price));
                        }

                        break;
                }

                var status = home.Reader(null, budget).Budgets()[0];
                Assert.True(status.Spent + status.Leased <= limit + overrun, $"seed {seed}, round {round}, step {step}: {status.Spent} and {status.Leased} of {limit}, with {overrun} more than estimated.");
            }
        }
    }

    private async Task SpendAsync(SqliteLedger ledger, int calls)
    {
        for (var call = 0; call < calls; call++)
        {
            var ticket = await ledger.BeginAsync(_home.Entry());
            Assert.Null(ticket.Refusal);
            await ledger.SettleAsync(ticket, _home.Answer(0.01m));
            await ledger.RecordReusedAsync([]);
        }
    }

    private BudgetStatus Status(decimal limit = 100m) => _home.Reader(null, LedgerHome.Budget(limit)).Budgets()[0];

    private decimal Leased() => Status().Leased;

    private SqliteConnection Hold()
    {
        var connection = new SqliteConnection($"Data Source={Path.GetFullPath(_home.FilePath)};Pooling=False");
        connection.Open();
        using var begin = connection.CreateCommand();
        begin.CommandText = "BEGIN IMMEDIATE";
        begin.ExecuteNonQuery();
        return connection;
    }
}
