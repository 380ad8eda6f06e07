using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Configuration.Options;
using HolySheep.Errors;
using HolySheep.Spend.Budgets;
using HolySheep.Spend.History;
using HolySheep.Spend.Pricing;
using HolySheep.Spend.Usage;
using Xunit;

namespace HolySheep.Spend.Ledger.Contracts;

/// <summary>What every place of a ledger promises, by its two sides alone: what is booked on one is read on the other, and budgets hold over all processes.</summary>
public sealed class LedgerContract : IDisposable
{
    private readonly LedgerHome _home = new();
    private readonly List<IDisposable> _opened = [];
    private readonly List<string> _alerts = [];

    public static TheoryData<string> Backends => [.. TestedLedger.Each.Select(ledger => ledger.Name)];

    public static TheoryData<string, string> Faults
    {
        get
        {
            var faults = new TheoryData<string, string>();
            foreach (var ledger in TestedLedger.Each)
            {
                ledger.Faults.Keys.ToList().ForEach(fault => faults.Add(ledger.Name, fault));
            }

            return faults;
        }
    }

    public void Dispose()
    {
        _opened.ForEach(opened => opened.Dispose());
        _home.Dispose();
    }

    [Theory]
    [MemberData(nameof(Backends))]
    public async Task An_attempt_counts_as_reserved_before_it_leaves_and_with_its_cost_once_it_is_settled(string backend)
    {
        var budget = LedgerHome.Budget(1m);
        var (one, other) = OpenTwo(backend, budget);
        Assert.Equal(default, await SumAsync(other, budget));

        var ticket = await one.Booking.BeginAsync(_home.Entry(price: 0.02m));
        Assert.Equal(new BudgetSum(0, Units(0.02m)), await SumAsync(other, budget));

        await one.Booking.SettleAsync(ticket, _home.Answer(0.015m));
        Assert.Equal(new BudgetSum(Units(0.015m), 0), await SumAsync(other, budget));
    }

    [Theory]
    [MemberData(nameof(Backends))]
    public async Task A_row_of_a_batch_is_settled_once_by_any_process_after_the_one_that_booked_it_has_ended(string backend)
    {
        var budget = LedgerHome.Budget(1m);
        var (one, other) = OpenTwo(backend, budget);
        var row = _home.Entry(price: 0.02m) with { Role = AttemptRole.Batch, Call = LedgerCallId.Of(_home.Time.GetUtcNow(), "batch-1") };
        Assert.True((await one.Booking.BeginAsync(row)).IsBooked);
        if (one != other)
        {
            one.Dispose();
        }

        Assert.Equal(Units(0.02m), (await SumAsync(other, budget)).Total);

        await other.Booking.SettleBatchAsync(row, _home.Answer(0.015m));
        await other.Booking.SettleBatchAsync(row, _home.Answer(0.5m));
        Assert.Equal(new BudgetSum(Units(0.015m), 0), await SumAsync(other, budget));
        Assert.Equal([0.015m], (await other.Records.ReadCallsAsync(LedgerCallId.From(default), LedgerCallId.AfterAll, 10)).Select(attempt => attempt.Attempt.Cost));
    }

    [Theory]
    [MemberData(nameof(Backends))]
    public async Task A_row_of_a_batch_that_was_never_booked_counts_with_what_it_used_and_not_at_all_if_it_is_released(string backend)
    {
        var budget = LedgerHome.Budget(1m);
        var (one, other) = OpenTwo(backend, budget);
        LedgerEntry Row(string id) => _home.Entry(price: 0.02m) with { Role = AttemptRole.Batch, Call = LedgerCallId.Of(_home.Time.GetUtcNow(), id) };
        var released = new LedgerSettlement { Outcome = Chat.OutcomeKind.Cancelled, At = _home.Time.GetUtcNow(), Cost = 0 };
        Assert.True((await one.Booking.BeginAsync(Row("booked"))).IsBooked);

        await other.Booking.SettleBatchAsync(Row("lost"), _home.Answer(0.015m));
        await other.Booking.SettleBatchAsync(Row("never"), released);
        Assert.Equal(Units(0.035m), (await SumAsync(other, budget)).Total);

        await one.Booking.SettleBatchAsync(Row("booked"), released);
        Assert.Equal(new BudgetSum(Units(0.015m), 0), await SumAsync(other, budget));
        Assert.Single(await other.Records.ReadCallsAsync(LedgerCallId.From(default), LedgerCallId.AfterAll, 10));
    }

    [Theory]
    [MemberData(nameof(Backends))]
    public async Task What_is_booked_says_which_machine_spent_it(string backend)
    {
        var budget = LedgerHome.Budget(1m);
        var one = Open(backend, _home, budget);
        _home.Machine = "web-2";
        var other = TestedLedger.Of(backend).IsShared ? Open(backend, _home, budget) : one;
        await one.Booking.SettleAsync(await one.Booking.BeginAsync(_home.Entry()), _home.Answer(0.01m));
        await other.Booking.SettleAsync(await other.Booking.BeginAsync(_home.Entry()), _home.Answer(0.03m));
        await other.Booking.RecordReusedAsync([new ReusedAnswers { At = _home.Time.GetUtcNow(), ModelAsked = "m", Model = "m", ModelSent = "m", Provider = "backup", Count = 4, Saved = 0.1m }]);

        var now = _home.Time.GetUtcNow();
        var cells = (await one.Records.ReadAsync(new LedgerQuestion { Ranges = [UsageRange.Of(now.AddHours(-1), now.AddHours(1), TimeZoneInfo.Utc)] })).Usage[0];
        Assert.Equal(
            one == other ? [("web-1", 0.04m, 4)] : [("web-1", 0.01m, 0), ("web-2", 0.03m, 4)],
            UsageFold.Rows(cells, [UsageGroup.Machine], TimeZoneInfo.Utc, isCompared: false).Select(row => (row.Machine!, row.Cost, (int)row.Reused)).Order());
    }

    [Theory]
    [MemberData(nameof(Backends))]
    public async Task Two_processes_reserve_as_much_as_a_budget_has_and_not_a_call_more(string backend)
    {
        var budget = LedgerHome.Budget(0.20m);
        var (one, other) = OpenTwo(backend, budget);

        var tickets = await Task.WhenAll(Enumerable.Range(0, 60).Select(call => Task.Run(() => (call % 2 == 0 ? one : other).Booking.BeginAsync(_home.Entry()))));

        Assert.Equal(20, tickets.Count(ticket => ticket.Refusal is null));
        Assert.All(tickets.Where(ticket => ticket.Refusal is not null), ticket => Assert.Equal((ErrorCode.BudgetExceeded, false), (ticket.Refusal!.Code, ticket.IsBooked)));
        Assert.Equal(new BudgetSum(0, Units(0.20m)), await SumAsync(one, budget));
    }

    [Theory]
    [MemberData(nameof(Backends))]
    public async Task What_an_attempt_did_not_use_another_process_may_spend_and_a_new_period_starts_again(string backend)
    {
        var budget = LedgerHome.Budget(0.01m);
        var (one, other) = OpenTwo(backend, budget);
        var ticket = await one.Booking.BeginAsync(_home.Entry());
        Assert.NotNull(await other.Booking.LookAsync(_home.Entry()));
        Assert.NotNull((await other.Booking.BeginAsync(_home.Entry())).Refusal);

        await one.Booking.SettleAsync(ticket, _home.Answer(0m));
        Assert.Null(await other.Booking.LookAsync(_home.Entry()));
        Assert.Null((await other.Booking.BeginAsync(_home.Entry())).Refusal);
        Assert.NotNull((await one.Booking.BeginAsync(_home.Entry())).Refusal);

        _home.Time.Advance(TimeSpan.FromDays(1));
        Assert.Null((await one.Booking.BeginAsync(_home.Entry())).Refusal);
    }

    [Theory]
    [InlineData("all", true), InlineData("provider=BACKUP", true), InlineData("provider=other", false), InlineData("model=gpt-4.1", true), InlineData("model=gpt-5", false)]
    [InlineData("tag=team=A", true), InlineData("tag=b", false), InlineData("job=nightly", true), InlineData("job=hourly", false)]
    public async Task A_budget_counts_what_is_in_its_scope_on_both_sides(string scope, bool covered)
    {
        foreach (var backend in TestedLedger.Each.Select(ledger => ledger.Name))
        {
            using var home = new LedgerHome();
            var budget = LedgerHome.Budget(0.015m, scope: scope);
            using var ledger = Open(backend, home, budget);
            LedgerEntry Entry() => home.Entry(tags: new Dictionary<string, string> { ["team"] = "a" }, job: "nightly");
            await ledger.Booking.SettleAsync(await ledger.Booking.BeginAsync(Entry()), home.Answer(0.01m));

            Assert.Equal(covered ? Units(0.01m) : 0, (await SumAsync(ledger, budget)).Total);
            Assert.Equal(covered, (await ledger.Booking.BeginAsync(Entry())).Refusal is not null);
        }
    }

    [Theory]
    [MemberData(nameof(Backends))]
    public async Task A_call_takes_what_a_shadow_of_another_process_reserved_and_has_not_spent(string backend)
    {
        var budget = LedgerHome.Budget(0.02m);
        var (one, other) = OpenTwo(backend, budget);
        var ended = new TaskCompletionSource();
        var shadow = await other.Booking.BeginAsync(_home.Entry(price: 0.002m) with { Role = AttemptRole.Shadow, MaxTokens = 9, GiveWay = ended.SetResult });
        Assert.Null(shadow.Refusal);

        Assert.NotNull((await one.Booking.BeginAsync(_home.Entry(price: 0.019m))).Refusal);
        Assert.Null((await one.Booking.BeginAsync(_home.Entry(price: 0.018m))).Refusal);
        Assert.Equal(Units(0.02m), (await SumAsync(one, budget)).Total);

        // The process of the shadow notices it with its next booking.
        await other.Booking.BeginAsync(_home.Entry(price: 0m));
        await ended.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await other.Booking.SettleAsync(shadow, _home.Answer(0.002m));
        Assert.Equal(new BudgetSum(Units(0.002m), Units(0.018m)), await SumAsync(one, budget));
    }

    [Theory]
    [MemberData(nameof(Backends))]
    public async Task An_alert_is_given_once_a_period_by_all_processes(string backend)
    {
        var budget = LedgerHome.Budget(0.1m) with { AlertAt = [0.5m], Webhook = new Uri("http://hook.invalid/") };
        var (one, other) = OpenTwo(backend, budget);
        for (var call = 0; call < 8; call++)
        {
            var ledger = call % 2 == 0 ? one : other;
            await ledger.Booking.SettleAsync(await ledger.Booking.BeginAsync(_home.Entry()), _home.Answer(0.01m));
        }

        Assert.Contains("has reached 50 %", Assert.Single(_alerts), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Backends))]
    public async Task Calls_are_read_with_their_attempts_the_newest_first(string backend)
    {
        var (one, other) = OpenTwo(backend, LedgerHome.Budget(1m));
        var entry = _home.Entry(job: "nightly", tags: new Dictionary<string, string> { ["team"] = "a" });
        await one.Booking.SettleAsync(await one.Booking.BeginAsync(entry), _home.Answer(0.01m) with { Outcome = Chat.OutcomeKind.Transient, Status = 503, Message = "busy" });
        await one.Booking.SettleAsync(await one.Booking.BeginAsync(entry with { Number = 2 }), _home.Answer(0.02m));
        _home.Time.Advance(TimeSpan.FromSeconds(1));
        await other.Booking.BeginAsync(_home.Entry());

        var calls = new CallHistory(other.Records, null).List(new CallQuery()).ToList();

        Assert.Equal([(1, 0m), (2, 0.03m)], calls.Select(call => (call.Attempts.Count, call.Cost)));
        Assert.Equal([(1, 503, "busy"), (2, 200, null)], calls[1].Attempts.Select(attempt => (attempt.Number, attempt.Status!.Value, attempt.Message)));
        Assert.Equal(("nightly", "a"), (calls[1].Job, calls[1].Tags["team"]));
    }

    [Theory]
    [MemberData(nameof(Backends))]
    public async Task All_that_was_booked_is_read_in_the_cells_of_its_range(string backend)
    {
        var budget = LedgerHome.Budget(1m);
        var (one, other) = OpenTwo(backend, budget);
        await one.Booking.SettleAsync(await one.Booking.BeginAsync(_home.Entry(job: "nightly")), _home.Answer(0.01m, output: 30));
        await other.Booking.BeginAsync(_home.Entry(price: 0m));
        await other.Booking.RecordReusedAsync([new ReusedAnswers { At = _home.Time.GetUtcNow(), ModelAsked = "m", Model = "m", ModelSent = "m", Provider = "p", Count = 5, Saved = 0.5m }]);
        _home.Time.Advance(TimeSpan.FromHours(3));
        await one.Booking.SettleAsync(await one.Booking.BeginAsync(_home.Entry()), _home.Answer(0.02m));

        var (now, utc) = (_home.Time.GetUtcNow(), TimeZoneInfo.Utc);
        var reading = await other.Records.ReadAsync(new LedgerQuestion { Ranges = [UsageRange.Of(now.AddHours(-4), now.AddHours(1), utc), UsageRange.Of(now.AddHours(-1), now.AddHours(1), utc), UsageRange.Of(now.AddDays(-9), now.AddDays(-8), utc)] });

        var total = UsageFold.Sum(reading.Usage[0], isCompared: false);
        Assert.Equal((3L, 2L, 0.03m, 5L, 0.5m, 40L), (total.Attempts, total.Answered, total.Cost, total.Reused, total.SavedByReuse, total.CompletionTokens));
        Assert.Equal(30, Assert.Single(reading.Usage[0], cell => cell.Key.Job == "nightly").CompletionTokens);
        Assert.Equal(1, UsageFold.Sum(reading.Usage[1], isCompared: false).Attempts);
        Assert.Empty(reading.Usage[2]);
        Assert.Null(await one.Records.CheckAsync());
    }

    [Theory]
    [MemberData(nameof(Backends))]
    public async Task Old_attempts_are_deleted_and_budgets_still_count_them(string backend)
    {
        var budget = LedgerHome.Budget(1m) with { Period = new BudgetPeriod { Kind = BudgetPeriodKind.Month, TimeZone = TimeZoneInfo.Utc } };
        var (one, other) = OpenTwo(backend, budget);
        await one.Booking.SettleAsync(await one.Booking.BeginAsync(_home.Entry()), _home.Answer(0.01m));
        _home.Time.Advance(TimeSpan.FromDays(2));
        await one.Booking.SettleAsync(await one.Booking.BeginAsync(_home.Entry()), _home.Answer(0.02m));

        Assert.Equal(1, await other.Records.PruneAsync(_home.Time.GetUtcNow().AddDays(-1), null));

        Assert.Equal(Units(0.03m), (await SumAsync(one, budget)).Settled);
        var month = UsageRange.Of(_home.Time.GetUtcNow().AddDays(-20), _home.Time.GetUtcNow().AddDays(1), TimeZoneInfo.Utc);
        Assert.Equal(0.02m, UsageFold.Sum((await one.Records.ReadAsync(new LedgerQuestion { Ranges = [month] })).Usage[0], isCompared: false).Cost);
        Assert.Null(await one.Records.CheckAsync());
    }

    [Theory]
    [MemberData(nameof(Backends))]
    public async Task What_a_process_left_open_counts_with_its_estimate_and_reserves_nothing_once_it_has_closed(string backend)
    {
        if (!TestedLedger.Of(backend).IsShared)
        {
            return;
        }

        var budget = LedgerHome.Budget(1m);
        var (one, other) = OpenTwo(backend, budget);
        await one.Booking.BeginAsync(_home.Entry(price: 0.02m));
        one.Dispose();

        Assert.Equal(new BudgetSum(Units(0.02m), 0), await SumAsync(other, budget));
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Where_the_place_fails_only_a_budget_that_stops_refuses_and_a_caller_is_warned_once(string backend, string fault)
    {
        if (TestedLedger.Of(backend).Faults[fault](Folder) is { } held)
        {
            _opened.Add(held);
        }

        var impatient = new LedgerWait(_home.Time, TimeSpan.Zero, CancellationToken.None);
        var lenient = Open(backend, _home, LedgerHome.Budget(1, BudgetAction.Warn));
        var first = await lenient.Booking.BeginAsync(_home.Entry(), impatient);
        Assert.Null(first.Refusal);
        Assert.Matches(first.IsBooked ? "the cost of calls is kept in a log next to it" : "the cost of calls is not recorded", Assert.Single(first.Warnings));
        Assert.Empty((await lenient.Booking.BeginAsync(_home.Entry(), impatient)).Warnings);
        Assert.Empty(await lenient.Booking.SettleAsync(first, _home.Answer(0.01m), impatient));

        var strict = Open(backend, _home, LedgerHome.Budget(1));
        Assert.Equal(ErrorCode.LedgerUnusable, (await strict.Booking.BeginAsync(_home.Entry(), impatient)).Refusal?.Code);
        Assert.Null((await strict.Booking.BeginAsync(_home.Entry(price: 0), impatient)).Refusal);
    }

    private string Folder => System.IO.Path.GetDirectoryName(_home.FilePath)!;

    private static long Units(decimal usd) => UsdAmount.ToUnits(usd)!.Value;

    private (ILedgerBackend One, ILedgerBackend Other) OpenTwo(string backend, BudgetOptions budget)
    {
        var one = Open(backend, _home, budget);
        return (one, TestedLedger.Of(backend).IsShared ? Open(backend, _home, budget) : one);
    }

    private ILedgerBackend Open(string backend, LedgerHome home, BudgetOptions budget)
    {
        var settings = new LedgerSettings
        {
            Writer = new LedgerWriterFacts("test", "1.0", null) { Machine = home.Machine },
            Budgets = [budget],
            TimeProvider = home.Time,
            Alert = alert =>
            {
                _alerts.Add(alert.Message);
                return Task.FromResult(AlertDelivery.Done);
            },
        };
        var ledger = TestedLedger.Of(backend).Open(settings, System.IO.Path.GetDirectoryName(home.FilePath)!);
        _opened.Add(ledger);
        return ledger;
    }

    private async Task<BudgetSum> SumAsync(ILedgerBackend ledger, BudgetOptions budget)
    {
        var counted = new CountedBudget(budget, names: null);
        return (await ledger.Records.ReadAsync(new LedgerQuestion { Budgets = [(counted, BudgetWindow.Of(budget.Period, _home.Time.GetUtcNow(), TimeZoneInfo.Utc))] })).Budgets[0];
    }
}
