using System.Collections.Generic;
using System.Threading.Tasks;
using HolySheep.Errors;
using HolySheep.Harness;
using HolySheep.Spend.Ledger;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Spend.Calls;

/// <summary>What a budget counts, under whichever name its scope calls it; each call here costs 0.003 USD.</summary>
public sealed class ScopedBudgetTests
{
    [Theory]
    [InlineData("model=alpha"), InlineData("model=ALPHA"), InlineData("model=one/alpha-1"), InlineData("model=One/Alpha-1"), InlineData("model=alpha-1"), InlineData("model=Alpha-1")]
    [InlineData("provider=one"), InlineData("provider=ONE"), InlineData("tag=Team=Ops"), InlineData("tag=team=ops"), InlineData("tag=OPS"), InlineData("tag=Team")]
    public async Task A_budget_counts_and_stops_under_every_name_of_what_it_counts_in_this_process_and_the_next(string scope)
    {
        using var home = new TempHome();
        await using var stage = At(home, scope);
        var request = Stage.Question() with { MaxTokens = 1_000, Tags = new Dictionary<string, string> { ["TEAM"] = "oPs" } };
        Assert.Equal(0.003m, (await stage.AskAsync(CallMode.Plain, request)).Result.Cost);
        Assert.Equal(ErrorCode.BudgetExceeded, (await stage.AskAsync(CallMode.Plain, request)).Failure.Code);
        Assert.Equal(0.003m, Assert.Single(stage.Client.GetBudgets()).Spent);

        await using var next = At(home, scope);
        Assert.Equal(ErrorCode.BudgetExceeded, (await next.AskAsync(CallMode.Plain, request)).Failure.Code);
    }

    [Theory]
    [InlineData("model=two/alpha-1"), InlineData("model=alpha-2"), InlineData("provider=two"), InlineData("tag=team=dev")]
    public async Task A_budget_of_something_else_counts_nothing(string scope)
    {
        using var home = new TempHome();
        await using var stage = At(home, scope);
        await stage.AskAsync(CallMode.Plain);
        await stage.AskAsync(CallMode.Plain);
        Assert.Equal(0m, Assert.Single(stage.Client.GetBudgets()).Spent);
    }

    private static Stage At(TempHome home, string scope)
    {
        var stage = new Stage(["one/alpha-1"], []) { StateFolder = home.Folder }
            .With(configuration => configuration with { Budgets = [LedgerHome.Budget(0.004m, scope: scope)] });
        stage.One.OnAny().Answer(Reply.Text("yes").WithUsage(1_000, 1_000));
        return stage;
    }
}
