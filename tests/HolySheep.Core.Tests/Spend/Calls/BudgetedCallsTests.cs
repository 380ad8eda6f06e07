using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Catalog;
using HolySheep.Chat;
using HolySheep.Configuration;
using HolySheep.Configuration.Options;
using HolySheep.Errors;
using HolySheep.Harness;
using HolySheep.Spend.Ledger;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Spend.Calls;

/// <summary>What budgets do to calls. Without a limit of tokens a call of alpha is estimated at 0.002 USD and some prompt, one of beta at ten times that.</summary>
public sealed class BudgetedCallsTests : IDisposable
{
    private const decimal Enough = 1m;
    private const decimal TooLittle = 0.001m;
    private readonly TempHome _home = new();

    public void Dispose() => _home.Dispose();

    [Theory, Modes]
    public async Task A_budget_that_stops_refuses_before_any_call(CallMode mode)
    {
        await using var stage = At(["one/alpha"], ["beta"], LedgerHome.Budget(TooLittle));

        var failure = (await stage.AskAsync(mode)).Failure;

        Assert.Equal((ErrorCode.BudgetExceeded, ExitCode.Budget), (failure.Code, ExitCode.Of(failure.Code)));
        Assert.Equal((0, 0), (stage.One.CallCount, stage.Two.CallCount));
        Assert.Empty(failure.Attempts);
        Assert.Empty(BookedRow.In(_home.Folder));
        Assert.StartsWith("The budget 'daily' has 0.001 of 0.001 USD left until 2026-01-02 00:00 +00:00, and a call of two/beta may cost 0.02", failure.Message, StringComparison.Ordinal);
        Assert.EndsWith("No target was asked.", failure.Message, StringComparison.Ordinal);
    }

    [Theory, Modes]
    public async Task A_budget_that_stops_falls_on_to_a_cheaper_target_of_the_chain(CallMode mode)
    {
        await using var stage = At(["one/alpha"], ["beta"], LedgerHome.Budget(TooLittle)).With(configuration => Priced(configuration, "beta", new ModelPrice(0.1m, 0.2m)));

        var result = (await stage.AskAsync(mode)).Result;

        Assert.Equal(("beta", 0), (result.ModelUsed, stage.One.CallCount));
        var row = Assert.Single(BookedRow.In(_home.Folder));
        Assert.Equal(("two/beta", result.Cost), (row.Target, row.Cost));
    }

    [Theory, Modes]
    public async Task A_budget_that_downgrades_lets_its_chain_answer_once_its_money_is_spent(CallMode mode)
    {
        await using var stage = Downgrading(TooLittle);

        var result = (await stage.AskAsync(mode)).Result;

        Assert.Equal(("gamma", 0), (result.ModelUsed, stage.One.CallCount));
        Assert.Contains(result.Warnings, warning => warning.StartsWith("The budget 'daily' has 0.001 of 0.001 USD left", StringComparison.Ordinal) && warning.EndsWith("; gamma may answer in its place.", StringComparison.Ordinal));
        Assert.Equal("two/gamma", Assert.Single(BookedRow.In(_home.Folder)).Target);
    }

    [Theory, Modes]
    public async Task A_target_reserved_for_downgrades_answers_nothing_else(CallMode mode)
    {
        await using var stage = Downgrading(Enough);
        stage.One.OnAny().Answer(Reply.Text("alpha itself"), Reply.Status(404));

        Assert.Equal("alpha", (await stage.AskAsync(mode)).Result.ModelUsed);
        Assert.Equal(ErrorCode.TargetUnfit, (await stage.AskAsync(mode)).Failure.Code);
        Assert.Equal(0, stage.Two.CallCount);
    }

    [Theory, Modes]
    public async Task A_downgrade_whose_chain_fails_does_not_go_back_to_what_was_too_dear(CallMode mode)
    {
        await using var stage = Downgrading(TooLittle);
        stage.Two.OnAny().Answer(Reply.Status(404));

        Assert.Equal(ErrorCode.TargetUnfit, (await stage.AskAsync(mode)).Failure.Code);
        Assert.Equal(0, stage.One.CallCount);
    }

    [Theory, Modes]
    public async Task A_budget_that_warns_answers_with_a_warning(CallMode mode)
    {
        await using var stage = At(["one/alpha"], [], LedgerHome.Budget(TooLittle, BudgetAction.Warn));

        Assert.Contains("The budget 'daily' is spent: 0.00 of 0.001 USD until 2026-01-02 00:00 +00:00.", (await stage.AskAsync(mode)).Result.Warnings);
    }

    [Theory, Modes]
    public async Task A_free_local_model_is_not_blocked_by_an_empty_purse(CallMode mode)
    {
        await using var stage = At(["one/alpha"], [], LedgerHome.Budget(0))
            .With(configuration => Priced(configuration, "alpha", new ModelPrice(0, 0)))
            .WithProvider("one", provider => provider with { ApiKeys = [], Keyless = true });

        Assert.Equal(0m, (await stage.AskAsync(mode)).Result.Cost);
        Assert.Equal(0m, Assert.Single(BookedRow.In(_home.Folder)).Cost);
    }

    [Theory, Modes]
    public async Task An_unknown_price_is_refused_under_a_budget_that_stops_unless_it_is_allowed(CallMode mode)
    {
        var budget = LedgerHome.Budget(Enough);
        await using (var strict = At(["one/alpha"], [], budget).With(configuration => Priced(configuration, "alpha", null)))
        {
            var failure = (await strict.AskAsync(mode)).Failure;
            Assert.Equal(ErrorCode.BudgetExceeded, failure.Code);
            Assert.StartsWith("The price of one/alpha is not known, and the budget 'daily' refuses calls that it cannot count.", failure.Message, StringComparison.Ordinal);
            Assert.Equal(0, strict.One.CallCount);
        }

        await using var allowed = At(["one/alpha"], [], budget with { AllowUnknownPrices = true }).With(configuration => Priced(configuration, "alpha", null));
        Assert.Null((await allowed.AskAsync(mode)).Result.Cost);
        Assert.Null(Assert.Single(BookedRow.In(_home.Folder)).Cost);
    }

    [Theory]
    [Modes(true), Modes(false)]
    public async Task A_call_with_its_own_limit_asks_no_target_that_may_cost_more(CallMode mode, bool kept)
    {
        await using var stage = new Stage(["one/alpha"], ["beta"]) { StateFolder = kept ? _home.Folder : null };
        stage.One.OnAny().Answer(Reply.Status(404));

        Assert.Equal(ErrorCode.BudgetExceeded, (await stage.AskAsync(mode, new ChatLimits { MaxCost = 0.001m })).Failure.Code);
        Assert.Equal((0, 0), (stage.One.CallCount, stage.Two.CallCount));

        // Enough for alpha, too little for beta.
        var failure = (await stage.AskAsync(mode, new ChatLimits { MaxCost = 0.01m })).Failure;
        Assert.Equal((ErrorCode.BudgetExceeded, 1, 0), (failure.Code, stage.One.CallCount, stage.Two.CallCount));
        Assert.Contains("Before that, one/alpha:", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true), InlineData(false)]
    public async Task The_possible_cost_of_an_attempt_counts_against_the_limit_of_its_call(bool kept)
    {
        await using var stage = new Stage(["one/alpha"], []) { StateFolder = kept ? _home.Folder : null };
        stage.One.OnAny().Answer(Reply.Words(1_000).CutAfter(900));

        // Two estimates have room, one cut answer and one estimate do not.
        var failure = (await stage.AskAsync(CallMode.StreamedWire, new ChatLimits { MaxCost = 0.0025m })).Failure;

        Assert.Equal((ErrorCode.BudgetExceeded, 1), (failure.Code, stage.One.CallCount));
        Assert.True(failure.Cost > 0.001m);
    }

    [Theory, Modes]
    public async Task State_in_memory_holds_a_budget_for_as_long_as_the_client_lives(CallMode mode)
    {
        await using var stage = new Stage(["one/alpha"], []).With(configuration => configuration with { Budgets = [LedgerHome.Budget(0.0045m)] });
        stage.One.OnAny().Answer(Reply.Text("yes").WithUsage(1_000, 1_000));

        Assert.Equal(0.003m, (await stage.AskAsync(mode)).Result.Cost);
        Assert.Equal(ErrorCode.BudgetExceeded, (await stage.AskAsync(mode)).Failure.Code);
        Assert.Equal(0.003m, Assert.Single(stage.Client.GetBudgets()).Spent);
    }

    [Fact]
    public async Task A_dry_run_shows_who_takes_over_from_what_a_budget_has_no_money_for()
    {
        await using var stage = Downgrading(0.000_001m);
        var report = stage.Client.PlanRoute(Stage.Question());
        Assert.Equal([("two/gamma", (int?)1), ("one/alpha", null)], report.Candidates.Select(candidate => (candidate.Target, candidate.Order)));
        Assert.Contains("daily", report.Candidates[1].Reason, StringComparison.Ordinal);
        Assert.Equal("two", (await stage.AskAsync(CallMode.Plain)).Result.Provider);

        await using var rich = Downgrading(Enough);
        Assert.Equal(["one/alpha"], rich.Client.PlanRoute(Stage.Question()).Candidates.Select(candidate => candidate.Target));
    }

    [Fact]
    public async Task A_budgets_chain_without_a_key_is_not_reported_while_there_is_money()
    {
        await using var stage = Downgrading(Enough).WithVariable("TWO_KEY", "");
        Assert.Empty((await stage.AskAsync(CallMode.Plain)).Result.Warnings);
    }

    internal static HolySheepConfiguration Priced(HolySheepConfiguration configuration, string model, ModelPrice? price) => configuration with
    {
        Models = configuration.Models.ToDictionary(entry => entry.Key, entry => entry.Key == model ? entry.Value with { Price = price } : entry.Value),
    };

    private Stage Downgrading(decimal limit) =>
        At(["one/alpha"], [], LedgerHome.Budget(limit, BudgetAction.Downgrade) with { Chain = ["gamma"] }).With(configuration => configuration with
        {
            Models = new Dictionary<string, ModelOptions>(configuration.Models) { ["gamma"] = new() { Targets = [new TargetOptions("two", "gamma")], Price = new ModelPrice(0.01m, 0.02m) } },
        });

    private Stage At(string[] alpha, string[] chain, params BudgetOptions[] budgets) =>
        new Stage(alpha, chain) { StateFolder = _home.Folder }.With(configuration => configuration with { Budgets = budgets });
}
