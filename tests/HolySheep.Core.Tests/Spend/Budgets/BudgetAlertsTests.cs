using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using HolySheep.Configuration.Options;
using HolySheep.Spend.Ledger;
using HolySheep.Spend.Ledger.Sqlite;
using Xunit;

namespace HolySheep.Spend.Budgets;

/// <summary>When an alert is due: by the setting of its budget, of what is settled, once a period.</summary>
public sealed class BudgetAlertsTests : IDisposable
{
    private static readonly Uri Hook = new("http://hook.invalid/");
    private readonly LedgerHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task An_alert_belongs_to_limit_period_and_scope_and_not_to_the_name()
    {
        var budget = Budget(0.05m);
        await SpendAsync(budget, 0.045m);
        Assert.Single(_home.Alerts);
        await SpendAsync(budget with { Limit = 0.0500m }, 0m);
        Assert.Single(_home.Alerts);

        await SpendAsync(budget with { Limit = 0.1m }, 0m);
        Assert.Single(_home.Alerts);
        await SpendAsync(budget with { Limit = 0.1m }, 0.04m);
        Assert.Equal(2, _home.Alerts.Count);

        await SpendAsync(budget with { Scope = BudgetScope.Parse("provider=backup")! }, 0m);
        await SpendAsync(budget with { Period = new BudgetPeriod { Kind = BudgetPeriodKind.Month, TimeZone = TimeZoneInfo.Utc } }, 0m);
        Assert.Equal(4, _home.Alerts.Count);
        await SpendAsync(budget, 0m);
        Assert.Equal(4, _home.Alerts.Count);
    }

    [Fact]
    public async Task A_retry_that_is_far_ahead_because_the_clock_was_set_back_comes_at_once()
    {
        using var home = new LedgerHome();
        var mark = new AlertMark("setting", 0, "0.8");
        using var database = home.File.Open(home.Time, out _);
        AlertClaim Claim(DateTimeOffset at, TimeSpan? again = null) => database.Write(session => AlertRows.Claim(session, new DueMark(mark, at) { Posts = true, AgainAfter = again }));
        var before = home.Time.GetUtcNow();
        Assert.Equal(AlertClaim.New, Claim(before));
        database.Write(session =>
        {
            AlertRows.Settle(session, [mark], new AlertDelivery("the hook is away", IsPassing: false), before);
            return 0;
        });

        // Within its hour it waits, also where the clock went a few minutes back.
        Assert.Equal(AlertClaim.None, Claim(before.AddMinutes(59)));
        Assert.Equal(AlertClaim.None, Claim(before.AddMinutes(-0.5).AddMinutes(1)));
        Assert.Equal(AlertClaim.Repeated, Claim(before.AddDays(-30)));
        Assert.Equal(AlertClaim.None, Claim(before.AddDays(-30)));

        // The same of the moment at which a rolling budget gave it.
        Assert.Equal(AlertClaim.New, Claim(before.AddDays(-30), TimeSpan.FromHours(24)));
        Assert.Equal(AlertClaim.None, Claim(before.AddDays(-30), TimeSpan.FromHours(24)));
    }

    [Fact]
    public async Task A_reservation_alone_gives_no_alert()
    {
        var ledger = _home.Open(Budget(0.1m));
        var tickets = new LedgerTicket[4];
        for (var place = 0; place < tickets.Length; place++)
        {
            tickets[place] = await ledger.BeginAsync(_home.Entry(price: 0.05m));
        }

        foreach (var ticket in tickets)
        {
            await ledger.SettleAsync(ticket, _home.Answer(0.01m));
        }

        Assert.Empty(_home.Alerts);
        await ledger.SettleAsync(await ledger.BeginAsync(_home.Entry()), _home.Answer(0.04m));
        Assert.Equal("The budget 'daily' has reached 80 %: 0.08 of 0.10 USD until", Assert.Single(_home.Alerts)[..59]);
    }

    [Theory]
    [InlineData(BudgetAction.Stop, "calls are refused from now on"), InlineData(BudgetAction.Downgrade, "calls go to the budget's chain from now on")]
    public async Task The_first_refusal_of_a_period_is_reported_once_by_all_processes_and_a_dry_run_reports_nothing(BudgetAction action, string words)
    {
        var budget = LedgerHome.Budget(0.01m, action) with { AlertAt = [1m], Webhook = Hook };
        var ledger = _home.Open(budget);
        await ledger.SettleAsync(await ledger.BeginAsync(_home.Entry()), _home.Answer(0.009m));
        Assert.NotNull(await ledger.LookAsync(_home.Entry()));
        Assert.Empty(_home.Alerts);

        Assert.NotNull((await ledger.BeginAsync(_home.Entry())).Refusal);
        Assert.NotNull((await ledger.BeginAsync(_home.Entry())).Refusal);
        Assert.NotNull((await _home.Open(budget).BeginAsync(_home.Entry())).Refusal);
        Assert.Contains(words, Assert.Single(_home.Alerts), StringComparison.Ordinal);

        _home.Time.Advance(TimeSpan.FromDays(1));
        Assert.NotNull((await ledger.BeginAsync(_home.Entry(price: 1m))).Refusal);
        Assert.Equal(2, _home.Alerts.Count);
    }

    [Theory, InlineData(BudgetAction.Stop), InlineData(BudgetAction.Downgrade)]
    public async Task A_refusal_for_what_calls_under_way_have_reserved_is_no_alert_and_one_for_what_is_spent_is(BudgetAction action)
    {
        var ledger = _home.Open(LedgerHome.Budget(0.01m, action) with { AlertAt = [1m], Webhook = Hook });
        var underWay = new List<LedgerTicket>();
        LedgerTicket next;
        while ((next = await ledger.BeginAsync(_home.Entry())).Refusal is null)
        {
            underWay.Add(next);
        }

        Assert.NotEmpty(underWay);
        Assert.Empty(_home.Alerts);
        foreach (var ticket in underWay)
        {
            await ledger.SettleAsync(ticket, _home.Answer(0.0099m / underWay.Count));
        }

        Assert.NotNull((await ledger.BeginAsync(_home.Entry())).Refusal);
        Assert.Contains("from now on", Assert.Single(_home.Alerts), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rolling_budget_gives_an_alert_again_once_spending_fell_below_the_share_or_a_period_has_passed()
    {
        var budget = Budget(0.1m) with { Period = new BudgetPeriod { Kind = BudgetPeriodKind.RollingHours, Hours = 4 } };
        await SpendAsync(budget, 0.05m);
        _home.Time.Advance(TimeSpan.FromHours(2));
        await SpendAsync(budget, 0.04m);
        Assert.Single(_home.Alerts);
        await SpendAsync(budget, 0.001m);
        Assert.Single(_home.Alerts);

        // The first call falls out of the window: 0.041 is left, and the next one goes above the share from below.
        _home.Time.Advance(TimeSpan.FromHours(2.5));
        await SpendAsync(budget, 0.045m);
        Assert.Equal(2, _home.Alerts.Count);

        // Never below the share again, but a whole period later it is told once more.
        for (var hour = 0; hour < 5; hour++)
        {
            _home.Time.Advance(TimeSpan.FromHours(1));
            await SpendAsync(budget, 0.09m);
        }

        Assert.Equal(3, _home.Alerts.Count);
    }

    [Theory]
    [InlineData(0.015000000001, "0.015000000001"), InlineData(1.00000051, "1.00000051"), InlineData(0.02, "0.02")]
    public async Task A_sentence_never_rounds_an_amount_to_another(double spent, string text)
    {
        await SpendAsync(Budget((decimal)spent), (decimal)spent);
        Assert.Contains($"has reached 100 %: {text} of {text} USD", Assert.Single(_home.Alerts), StringComparison.Ordinal);
    }

    private static BudgetOptions Budget(decimal limit) => LedgerHome.Budget(limit, BudgetAction.Warn) with { Webhook = Hook };

    // As another process each time.
    private async Task SpendAsync(BudgetOptions budget, decimal cost)
    {
        using var ledger = _home.Open(budget);
        await ledger.SettleAsync(await ledger.BeginAsync(_home.Entry(price: 0m)), _home.Answer(cost));
    }
}
