using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Configuration.Options;
using HolySheep.Errors;
using HolySheep.Spend.Budgets;
using HolySheep.Spend.Pricing;
using Xunit;

namespace HolySheep.Spend.Ledger.Sqlite;

public sealed class SqliteLedgerTests : IDisposable
{
    private readonly LedgerHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task An_attempt_is_in_the_ledger_before_it_leaves_and_settled_after_it_came_back()
    {
        var ledger = _home.Open();

        var ticket = await ledger.BeginAsync(_home.Entry(price: 0.02m));
        Assert.Equal([(long)AttemptState.Started], _home.Column<long>("state"));
        Assert.Equal([20_000_000_000L], _home.Column<long>("amount"));

        await ledger.SettleAsync(ticket, _home.Answer(0.015m));
        Assert.Equal([(long)AttemptState.Settled], _home.Column<long>("state"));
        Assert.Equal([15_000_000_000L], _home.Column<long>("cost"));
        Assert.Equal([20_000_000_000L], _home.Column<long>("estimate"));
        Assert.Equal(15_000_000_000L, _home.Sum("SELECT sum(amount) FROM spend"));
    }

    [Fact]
    public async Task An_unknown_price_is_null_in_the_ledger_and_never_0()
    {
        var ledger = _home.Open();

        await ledger.SettleAsync(await ledger.BeginAsync(_home.Entry(price: null)), _home.Answer(null));

        Assert.Equal(1, _home.Sum("SELECT count(*) FROM attempts WHERE estimate IS NULL AND cost IS NULL"));
    }

    [Fact]
    public async Task Concurrent_writes_are_all_written()
    {
        var ledger = _home.Open(LedgerHome.Budget(1_000));

        await Task.WhenAll(Enumerable.Range(0, 500).Select(_ => Task.Run(async () =>
            await ledger.SettleAsync(await ledger.BeginAsync(_home.Entry()), _home.Answer(0.003m)))));

        Assert.Equal(500, _home.Sum("SELECT count(*) FROM attempts WHERE state = 1"));
        Assert.Equal(UsdAmount.ToUnits(1.5m), _home.Sum("SELECT sum(cost) FROM attempts"));
        Assert.Equal(UsdAmount.ToUnits(1.5m), _home.Sum("SELECT sum(amount) FROM spend"));
    }

    [Fact]
    public async Task A_budget_that_stops_lets_through_what_it_has_money_for_and_not_a_call_more()
    {
        var ledger = _home.Open(LedgerHome.Budget(1.00m));

        var tickets = await Task.WhenAll(Enumerable.Range(0, 150).Select(_ => Task.Run(() => ledger.BeginAsync(_home.Entry()))));

        Assert.Equal(100, tickets.Count(ticket => ticket.Refusal is null));
        var refusal = tickets.First(ticket => ticket.Refusal is not null).Refusal!;
        Assert.Equal(ErrorCode.BudgetExceeded, refusal.Code);
        Assert.Equal(
            "The budget 'daily' has 0.00 of 1.00 USD left until 2026-11-23 00:00 +00:00, and a call of backup/gpt-4.1 may cost 0.01 USD",
            refusal.Message);
    }

    [Fact]
    public async Task Two_ledgers_of_one_file_share_what_a_budget_has_left()
    {
        var first = _home.Open(LedgerHome.Budget(0.05m));
        var second = _home.Open(LedgerHome.Budget(0.05m));

        var through = 0;
        for (var turn = 0; turn < 5; turn++)
        {
            through += (await first.BeginAsync(_home.Entry())).Refusal is null ? 1 : 0;
            through += (await second.BeginAsync(_home.Entry())).Refusal is null ? 1 : 0;
        }

        Assert.Equal(5, through);
    }

    [Fact]
    public async Task A_call_that_cost_less_than_reserved_gives_the_rest_back()
    {
        var ledger = _home.Open(LedgerHome.Budget(0.015m));

        var ticket = await ledger.BeginAsync(_home.Entry(price: 0.01m));
        Assert.NotNull((await ledger.BeginAsync(_home.Entry(price: 0.01m))).Refusal);
        await ledger.SettleAsync(ticket, _home.Answer(0.004m));

        Assert.Null((await ledger.BeginAsync(_home.Entry(price: 0.01m))).Refusal);
    }

    [Fact]
    public async Task A_budget_starts_again_with_its_period()
    {
        var ledger = _home.Open(LedgerHome.Budget(0.01m));
        Assert.Null((await ledger.BeginAsync(_home.Entry())).Refusal);
        Assert.NotNull((await ledger.BeginAsync(_home.Entry())).Refusal);

        _home.Time.SetUtcNow(new DateTimeOffset(2026, 11, 23, 0, 0, 0, TimeSpan.Zero));

        Assert.Null((await ledger.BeginAsync(_home.Entry())).Refusal);
    }

    [Theory]
    [InlineData("provider=backup", true)]
    [InlineData("provider=other", false)]
    [InlineData("model=gpt-4.1", true)]
    [InlineData("model=o3", false)]
    [InlineData("tag=team=ops", true)]
    [InlineData("tag=team=dev", false)]
    [InlineData("tag=ops", true)]
    [InlineData("tag=team", true)]
    [InlineData("tag=dev", false)]
    [InlineData("job=mails", true)]
    [InlineData("job=other", false)]
    public async Task A_budget_counts_and_stops_only_its_scope(string scope, bool covered)
    {
        var tags = new Dictionary<string, string> { ["team"] = "ops", ["by"] = "ops" };
        var before = _home.Open();
        await before.BeginAsync(_home.Entry(price: 0.01m, tags: tags, job: "mails"));
        var ledger = _home.Open(LedgerHome.Budget(0.02m, scope: scope));

        // The first was spent before the budget was there, and counts all the same.
        Assert.Null((await ledger.BeginAsync(_home.Entry(price: 0.01m, tags: tags, job: "mails"))).Refusal);
        Assert.Equal(covered, (await ledger.BeginAsync(_home.Entry(price: 0.01m, tags: tags, job: "mails"))).Refusal is not null);
    }

    [Theory]
    [InlineData("tag=a=b")]
    [InlineData("tag=c=d")]
    [InlineData("tag=a=b=c=d")]
    public async Task A_tag_whose_words_have_an_equals_sign_is_stopped_by_each_name_that_it_is_counted_by(string scope)
    {
        var tags = new Dictionary<string, string> { ["a=b"] = "c=d" };
        var ledger = _home.Open(LedgerHome.Budget(0.01m, scope: scope));

        Assert.Null((await ledger.BeginAsync(_home.Entry(tags: tags))).Refusal);
        Assert.NotNull((await ledger.BeginAsync(_home.Entry(tags: tags))).Refusal);
        Assert.Equal(0.01m, _home.Reader(null, LedgerHome.Budget(1, scope: scope)).Budgets()[0].Spent);
    }

    [Fact]
    public async Task Of_two_processes_the_one_whose_clock_passes_midnight_first_spends_the_new_day_and_the_other_still_the_old()
    {
        var late = _home.Open(LedgerHome.Budget(0.02m));
        var early = _home.Open(LedgerHome.Budget(0.02m));
        var midnight = new DateTimeOffset(2026, 11, 23, 0, 0, 0, TimeSpan.Zero);
        Task<LedgerTicket> SpendAsync(SqliteLedger ledger, int seconds) => ledger.BeginAsync(_home.Entry() with { StartedAt = midnight.AddSeconds(seconds) });

        var before = await SpendAsync(late, -30);
        Assert.Null((await SpendAsync(early, 1)).Refusal);
        var after = await SpendAsync(early, 2);
        Assert.NotNull((await SpendAsync(early, 3)).Refusal);
        Assert.Null((await SpendAsync(late, -20)).Refusal);
        Assert.NotNull((await SpendAsync(late, -10)).Refusal);

        // Each settles within its own day, in the other's books too.
        await early.SettleAsync(after, _home.Answer(0));
        await late.SettleAsync(before, _home.Answer(0.02m));
        Assert.NotNull((await SpendAsync(early, -5)).Refusal);
        Assert.Null((await SpendAsync(late, 4)).Refusal);
        Assert.NotNull((await SpendAsync(early, 5)).Refusal);
        var first = BucketNumber.Of(midnight);
        Assert.Equal(UsdAmount.ToUnits(0.03m), _home.Sum($"SELECT sum(amount) FROM attempts WHERE bucket < {first}"));
        Assert.Equal(UsdAmount.ToUnits(0.02m), _home.Sum($"SELECT sum(amount) FROM attempts WHERE bucket >= {first}"));
    }

    [Fact]
    public async Task A_free_call_passes_a_spent_budget_and_a_call_of_unknown_price_does_not()
    {
        var ledger = _home.Open(LedgerHome.Budget(0));

        Assert.Null((await ledger.BeginAsync(_home.Entry(price: 0))).Refusal);
        Assert.Equal("The price of backup/gpt-4.1 is not known, and the budget 'daily' refuses calls that it cannot count", (await ledger.BeginAsync(_home.Entry(price: null))).Refusal?.Message);
        Assert.Null((await _home.Open(LedgerHome.Budget(0) with { AllowUnknownPrices = true }).BeginAsync(_home.Entry(price: null))).Refusal);
    }

    [Fact]
    public async Task A_budget_that_warns_lets_through_and_says_so_and_one_that_downgrades_asks_for_its_chain()
    {
        var warned = await _home.Open(LedgerHome.Budget(0.005m, BudgetAction.Warn)).BeginAsync(_home.Entry());
        Assert.Null(warned.Refusal);
        Assert.Contains("The budget 'daily' is spent", Assert.Single(warned.Warnings), StringComparison.Ordinal);

        var downgraded = _home.Open(LedgerHome.Budget(0.005m, BudgetAction.Downgrade));
        Assert.Equal(BudgetAction.Downgrade, (await downgraded.BeginAsync(_home.Entry())).Refusal?.Action);
        Assert.Null((await downgraded.BeginAsync(_home.Entry() with { Downgraded = true })).Refusal);
    }

    [Fact]
    public async Task The_calls_limit_refuses_attempts_that_may_cost_more_and_attempts_of_unknown_price()
    {
        var ledger = _home.Open();

        Assert.Null((await ledger.BeginAsync(_home.Entry(price: 0.01m) with { CallLimitLeft = 0.01m })).Refusal);
        Assert.NotNull((await ledger.BeginAsync(_home.Entry(price: 0.01m) with { CallLimitLeft = 0.009m })).Refusal);
        Assert.NotNull((await ledger.BeginAsync(_home.Entry(price: null) with { CallLimitLeft = 1m })).Refusal);
    }

    [Fact]
    public async Task An_alert_is_given_once_a_period_at_each_share()
    {
        var budget = LedgerHome.Budget(0.10m) with { AlertAt = [0.5m, 0.8m] };
        var warnings = new List<string>();
        foreach (var ledger in (SqliteLedger[])[_home.Open(budget), _home.Open(budget)])
        {
            for (var call = 0; call < 5; call++)
            {
                warnings.AddRange(await ledger.SettleAsync(await ledger.BeginAsync(_home.Entry()), _home.Answer(0.01m)));
            }
        }

        Assert.Equal(
            [
                "The budget 'daily' has reached 50 %: 0.05 of 0.10 USD until 2026-11-23 00:00 +00:00.",
                "The budget 'daily' has reached 80 %: 0.08 of 0.10 USD until 2026-11-23 00:00 +00:00.",
            ],
            warnings);
        Assert.Equal(warnings, _home.Alerts);
    }

    [Fact]
    public async Task The_estimate_expects_the_95th_percentile_of_the_models_past_answers_and_1000_tokens_without_any()
    {
        var ledger = _home.Open();
        var entry = _home.Entry(price: 0.000001m) with { MaxTokens = null };

        await ledger.BeginAsync(entry);
        Assert.Equal(1_001_000_000L, _home.Column<long>("estimate")[^1]);

        for (var tokens = 1; tokens <= 100; tokens++)
        {
            await ledger.SettleAsync(await ledger.BeginAsync(_home.Entry()), _home.Answer(0, output: tokens));
        }

        // What is written once time has passed comes before what is asked for here.
        _home.Time.Advance(TimeSpan.FromMinutes(2));
        await ledger.RecordReusedAsync([]);
        await ledger.BeginAsync(entry with { StartedAt = _home.Time.GetUtcNow() });
        Assert.Equal(96_000_000L, _home.Column<long>("estimate")[^1]);
        await ledger.BeginAsync(entry with { StartedAt = _home.Time.GetUtcNow(), MaxTokens = 50 });
        Assert.Equal(51_000_000L, _home.Column<long>("estimate")[^1]);
    }

    [Fact]
    public async Task Rows_of_reused_answers_lie_at_their_time_in_the_index_over_calls()
    {
        var at = _home.Time.GetUtcNow().AddMinutes(-5);
        await _home.Open().RecordReusedAsync([new ReusedAnswers { At = at, ModelAsked = "m", Model = "m", ModelSent = "m", Provider = "p", Count = 5, Saved = 0.5m }]);

        Assert.Equal(at, LedgerCallId.StartOf(Assert.Single(_home.Column<string>("call"))));
    }

    [Fact]
    public async Task A_damaged_ledger_is_set_aside_with_a_message_and_never_silently_empty()
    {
        await _home.Open().BeginAsync(_home.Entry());
        Directory.GetFiles(Path.GetDirectoryName(_home.FilePath)!, "ledger.db-*").ToList().ForEach(File.Delete);
        File.WriteAllText(_home.FilePath, "no ledger at all, but long enough to be looked at");

        var ticket = await _home.Open(LedgerHome.Budget(1)).BeginAsync(_home.Entry());

        Assert.Null(ticket.Refusal);
        Assert.Contains(_home.FilePath + ".damaged-1", Assert.Single(ticket.Warnings), StringComparison.Ordinal);
        Assert.Equal("no ledger at all, but long enough to be looked at", File.ReadAllText(_home.FilePath + ".damaged-1"));
    }

    [Fact]
    public async Task A_ledger_that_cannot_be_written_warns_once_and_refuses_only_under_a_budget_that_stops()
    {
        Directory.CreateDirectory(_home.FilePath);

        var free = _home.Open(LedgerHome.Budget(1, BudgetAction.Warn));
        Assert.Contains("the cost of calls is not recorded", Assert.Single((await free.BeginAsync(_home.Entry())).Warnings), StringComparison.Ordinal);
        Assert.Empty((await free.BeginAsync(_home.Entry())).Warnings);

        var strict = _home.Open(LedgerHome.Budget(1));
        Assert.Equal(ErrorCode.LedgerUnusable, (await strict.BeginAsync(_home.Entry())).Refusal?.Code);
        Assert.Equal(ExitCode.Budget, ExitCode.Of(ErrorCode.LedgerUnusable));
        Assert.Null((await strict.BeginAsync(_home.Entry(price: 0))).Refusal);
        Assert.Null((await _home.Open(LedgerHome.Budget(1) with { AllowUnrecorded = true }).BeginAsync(_home.Entry())).Refusal);
    }
}
