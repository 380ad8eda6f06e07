using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Configuration.Options;
using HolySheep.Spend.Ledger;
using HolySheep.Spend.Ledger.Leases;
using HolySheep.Spend.Ledger.Sqlite;
using HolySheep.Spend.Pricing;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Spend.Budgets;

/// <summary>Reservations, shadows' too, never exceed a limit; and a caller's call is never refused for what a shadow has reserved and not spent.</summary>
public sealed class ShadowMoneyTests : IDisposable
{
    private const decimal Limit = 0.2m;
    private const long Expected = 10;
    private readonly LedgerHome _home = new();

    public void Dispose() => _home.Dispose();

    [Theory]
    [InlineData("all", 1)]
    [InlineData("provider=backup", 2)]
    [InlineData("tag=team=a", 3)]
    [InlineData("model=gpt-4.1", 4)]
    [InlineData("job=nightly", 5)]
    public async Task Random_calls_and_shadows_of_two_processes_keep_both_promises(string scope, int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < Endurance.Rounds(200); round++)
        {
            using var home = new LedgerHome();
            var budget = LedgerHome.Budget(Limit, BudgetAction.Stop, scope);
            SqliteLedger[] ledgers = [home.Open(budget), home.Open(budget)];
            var underWay = new List<(SqliteLedger Ledger, LedgerTicket Ticket, Attempt Attempt)>();
            var (settled, overrun) = (0m, 0m);
            for (var step = 0; step < 40; step++)
            {
                var told = $"seed {seed}, round {round}, step {step}";
                var ledger = ledgers[random.Next(2)];
                if (underWay.Count > 0 && random.Next(3) == 0)
                {
                    var place = random.Next(underWay.Count);
                    var (owner, ticket, attempt) = underWay[place];
                    underWay.RemoveAt(place);
                    var counted = Counted(home, attempt);

                    // One that gave way is ended with its prompt spent; others cost up to half more than was reckoned.
                    var cost = counted < attempt.Estimate ? attempt.Prompt : attempt.Estimate * random.Next(0, 16) / 10;
                    await owner.SettleAsync(ticket, home.Answer(cost));
                    (settled, overrun) = (settled + cost, overrun + Math.Max(0, cost - counted));
                }
                else
                {
                    var attempt = new Attempt(home, random);
                    var ticket = await ledger.BeginAsync(attempt.Entry);
                    var held = underWay.Sum(other => other.Attempt.IsShadow ? other.Attempt.Prompt : other.Attempt.Estimate);
                    if (ticket.Refusal is null)
                    {
                        underWay.Add((ledger, ticket, attempt));
                    }
                    else
                    {
                        // Another process may have that much ahead for its next calls.
                        const decimal Ahead = Limit / LeasePolicy.Parts;
                        Assert.True(attempt.IsShadow || settled + held + attempt.Estimate > Limit - Ahead, $"{told}: a call of {attempt.Estimate} is refused, with {settled} spent and {held} held.");
                    }
                }

                var total = UsdAmount.FromUnits(home.Sum("SELECT sum(amount) FROM attempts"));
                Assert.True(total <= Limit + overrun, $"{told}: {total} are spent and reserved.");
            }
        }
    }

    [Fact]
    public async Task A_shadow_is_ended_once_a_call_takes_its_money_and_costs_its_prompt()
    {
        var ledger = _home.Open(LedgerHome.Budget(0.2m));
        var ended = new TaskCompletionSource();
        var shadow = await ledger.BeginAsync(Shadow(_home, 0.01m, ended.SetResult));
        Assert.Equal(110_000_000_000, shadow.Reserved);

        // It fits beside the shadow, and takes nothing.
        var small = await ledger.BeginAsync(Call(_home, 0.005m));
        Assert.Equal(165_000_000_000, _home.Sum("SELECT sum(amount) FROM attempts"));
        Assert.False(ended.Task.IsCompleted);

        var call = await ledger.BeginAsync(Call(_home, 0.01m));
        await ended.Task.WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Null(call.Refusal);
        Assert.Equal([10_000_000_000L, 55_000_000_000L, 110_000_000_000L], _home.Column<long>("amount"));
        await ledger.SettleAsync(shadow, _home.Answer(0.01m, output: 0));
        await ledger.SettleAsync(small, _home.Answer(0.055m));
        await ledger.SettleAsync(call, _home.Answer(0.11m));
        Assert.Equal(175_000_000_000, _home.Sum("SELECT sum(amount) FROM attempts"));
        Assert.NotNull((await ledger.BeginAsync(Call(_home, 0.01m))).Refusal);
        Assert.Null((await ledger.BeginAsync(Call(_home, 0.002m))).Refusal);
    }

    [Fact]
    public async Task A_shadow_of_another_process_is_ended_when_that_process_books_or_settles_next()
    {
        var budget = LedgerHome.Budget(0.2m);
        var (first, second) = (_home.Open(budget), _home.Open(budget));
        var ended = new TaskCompletionSource();
        await first.BeginAsync(Shadow(_home, 0.01m, ended.SetResult));

        Assert.Null((await second.BeginAsync(Call(_home, 0.015m))).Refusal);
        Assert.False(ended.Task.IsCompleted);
        await first.BeginAsync(Call(_home, 0.001m));

        await ended.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task A_shadow_takes_money_from_no_other_shadow_and_a_dry_run_takes_none()
    {
        var ledger = _home.Open(LedgerHome.Budget(0.2m));
        var ended = false;
        await ledger.BeginAsync(Shadow(_home, 0.01m, () => ended = true));

        Assert.NotNull((await ledger.BeginAsync(Shadow(_home, 0.01m, () => { }))).Refusal);
        Assert.Null(await ledger.LookAsync(Call(_home, 0.01m)));
        Assert.Equal(110_000_000_000, _home.Sum("SELECT sum(amount) FROM attempts"));
        await ledger.BeginAsync(Call(_home, 0.001m));
        Assert.False(ended);
    }

    [Fact]
    public async Task A_call_that_is_refused_all_the_same_ends_no_shadow()
    {
        var ledger = _home.Open(LedgerHome.Budget(0.2m), LedgerHome.Budget(0.01m, scope: "model=gpt-4.1-mini", name: "mini"));
        await ledger.BeginAsync(Shadow(_home, 0.01m, () => { }));

        Assert.NotNull((await ledger.BeginAsync(Call(_home, 0.015m, "gpt-4.1-mini"))).Refusal);

        Assert.Equal([110_000_000_000L], _home.Column<long>("amount"));
    }

    private static LedgerEntry Call(LedgerHome home, decimal price, string model = "gpt-4.1") => home.Entry(price, model: model) with { MaxTokens = (int)Expected };

    private static LedgerEntry Shadow(LedgerHome home, decimal price, Action giveWay) => Call(home, price) with { Role = AttemptRole.Shadow, GiveWay = giveWay };

    private static decimal Counted(LedgerHome home, Attempt attempt) => UsdAmount.FromUnits(home.Sum($"SELECT amount FROM attempts WHERE call = '{attempt.Entry.Call}'"));

    private sealed class Attempt
    {
        public Attempt(LedgerHome home, Random random)
        {
            var price = 0.0001m * random.Next(1, 60);
            Entry = Call(home, price) with
            {
                PromptTokens = random.Next(1, 20),
                Role = random.Next(2) == 0 ? AttemptRole.Shadow : AttemptRole.Normal,
                Tags = new Dictionary<string, string> { ["team"] = "a" },
                Job = "nightly",
            };
            Entry = IsShadow ? Entry with { GiveWay = () => { } } : Entry;
            Prompt = price * Entry.PromptTokens;
            Estimate = price * (Entry.PromptTokens + Expected);
        }

        public LedgerEntry Entry { get; }

        public bool IsShadow => Entry.Role == AttemptRole.Shadow;

        public decimal Prompt { get; }

        public decimal Estimate { get; }
    }
}
