using System;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Configuration;
using HolySheep.Configuration.Options;
using HolySheep.Errors;
using HolySheep.Harness;
using HolySheep.Spend.Ledger;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Sharing;

/// <summary>A front end without the engine for PostgreSQL, as Windows PowerShell 5.1, whose configuration keeps state there.</summary>
public sealed class MissingPlaceTests
{
    [Theory, Modes]
    public async Task A_call_that_a_budget_must_stop_is_refused_and_nothing_is_sent(CallMode mode)
    {
        await using var stage = At(LedgerHome.Budget(1));

        var failure = (await stage.AskAsync(mode)).Failure;

        Assert.Equal(ErrorCode.LedgerUnusable, failure.Code);
        Assert.Contains("Windows PowerShell 5.1 cannot use PostgreSQL", failure.Message, StringComparison.Ordinal);
        Assert.Equal(0, stage.One.CallCount);
    }

    [Theory, Modes]
    public async Task Other_calls_are_answered_and_warned_once_of_state_and_once_of_money(CallMode mode)
    {
        await using var stage = At(LedgerHome.Budget(1, BudgetAction.Warn));

        var warnings = (await stage.AskAsync(mode)).Result.Warnings.Concat((await stage.AskAsync(mode)).Result.Warnings).ToList();

        Assert.Equal(2, warnings.Count);
        Assert.All(warnings, warning => Assert.Contains("Windows PowerShell 5.1 cannot use PostgreSQL", warning, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_sandbox_needs_no_database()
    {
        await using var stage = At(LedgerHome.Budget(1));
        using var client = new HolySheepClient(stage.Options with { Sandbox = Providers.Sandbox.SandboxScript.None });

        Assert.Empty((await client.ChatAsync(Stage.Question())).Warnings);
    }

    private static Stage At(params BudgetOptions[] budgets)
    {
        var stage = new Stage(["one/alpha"], []).With(configuration => configuration with { Budgets = budgets, State = new StateOptions { Kind = StateKind.Postgres } });
        stage.One.OnAny().Answer(Reply.Echo);
        return stage;
    }
}
