using System;
using System.Threading.Tasks;
using HolySheep.Errors;
using HolySheep.Harness;
using HolySheep.Spend.Ledger;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Csv;

/// <summary>A job and a budget that stops: what calls under way reserve is not spent yet.</summary>
public sealed class CsvBudgetTests : IDisposable
{
    private readonly JobFolder _folder = new JobFolder().WithRows(40);

    [Fact]
    public async Task Calls_under_way_that_hold_the_money_are_waited_for()
    {
        // The estimate of a row is some thousand times its cost: few rows fit at once, and all of them one after the other.
        await using var stage = Stage.Alone(TimeProvider.System).With(configuration => configuration with { Budgets = [LedgerHome.Budget(0.004m)] });
        stage.One.OnAny().Answer(Reply.Text("Fine.").Delay(TimeSpan.FromMilliseconds(20)));

        var summary = await RunAsync(stage, 20_000);

        Assert.Equal((40, 0, 0), (summary.Succeeded, summary.Failed, summary.ExitCode));
        Assert.True(summary.Cost < 0.004m);
        Assert.Equal(40, stage.One.CallCount);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public async Task A_budget_that_cannot_pay_for_one_row_ends_the_job(int throttleLimit)
    {
        await using var stage = Stage.Alone(TimeProvider.System).With(configuration => configuration with { Budgets = [LedgerHome.Budget(0.001m)] });

        var fault = await Assert.ThrowsAsync<ChatException>(() => RunAsync(stage, 20_000, throttleLimit));

        Assert.Equal((ErrorCode.BudgetExceeded, 0), (fault.Code, stage.One.CallCount));
    }

    public void Dispose() => _folder.Dispose();

    private Task<CsvJobSummary> RunAsync(Stage stage, int maxTokens, int throttleLimit = 8) =>
        _folder.RunAsync(stage, options => options with { ThrottleLimit = throttleLimit, Request = options.Request with { MaxTokens = maxTokens } });
}
