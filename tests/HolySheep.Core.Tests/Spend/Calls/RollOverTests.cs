using System;
using System.Globalization;
using System.Threading.Tasks;
using HolySheep.Configuration.Options;
using HolySheep.Errors;
using HolySheep.Harness;
using HolySheep.Spend.Ledger;
using HolySheep.TestKit;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace HolySheep.Spend.Calls;

/// <summary>Budgets start again at the machine's own midnight, for every process that shares their ledger.</summary>
public sealed class RollOverTests : IDisposable
{
    private readonly TempHome _home = new();
    private readonly FakeTimeProvider _clock = new();

    public RollOverTests() => _clock.SetLocalTimeZone(TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"));

    public void Dispose() => _home.Dispose();

    // Each time the last minute before midnight in Berlin, and midnight: in winter, in summer, on the two days of the change, and at the ends of their months.
    [Theory]
    [InlineData(BudgetPeriodKind.Day, "2026-01-10T22:59:00Z", "2026-01-10T23:00:00Z")]
    [InlineData(BudgetPeriodKind.Day, "2026-07-10T21:59:00Z", "2026-07-10T22:00:00Z")]
    [InlineData(BudgetPeriodKind.Day, "2026-03-29T21:59:00Z", "2026-03-29T22:00:00Z")]
    [InlineData(BudgetPeriodKind.Day, "2026-10-25T22:59:00Z", "2026-10-25T23:00:00Z")]
    [InlineData(BudgetPeriodKind.Month, "2026-03-31T21:59:00Z", "2026-03-31T22:00:00Z")]
    [InlineData(BudgetPeriodKind.Month, "2026-10-31T22:59:00Z", "2026-10-31T23:00:00Z")]
    [InlineData(BudgetPeriodKind.Month, "2026-12-31T22:59:00Z", "2026-12-31T23:00:00Z")]
    public async Task Spending_before_midnight_counts_until_midnight_for_two_clients_of_one_file(BudgetPeriodKind kind, string before, string midnight)
    {
        await using var stage = new Stage(["one/alpha"], []) { Clock = _clock, StateFolder = _home.Folder }
            .With(configuration => configuration with { Budgets = [LedgerHome.Budget(0.004m) with { Period = new BudgetPeriod { Kind = kind } }] });
        stage.One.OnAny().Answer(Reply.Text("yes").WithUsage(1_000, 1_000));

        // Spent on the first moment of the period, and still known in its last minute.
        Set(before);
        Set(stage.Client.GetBudgets()[0].From);
        Assert.Equal(0.003m, (await stage.AskAsync(CallMode.Plain)).Result.Cost);
        Set(before);
        Assert.Equal(ErrorCode.BudgetExceeded, (await stage.AskAsync(CallMode.Plain)).Failure.Code);
        Assert.Equal(ErrorCode.BudgetExceeded, (await stage.AskAsAnotherAsync()).Failure.Code);

        Set(midnight);
        Assert.Equal(0m, stage.Client.GetBudgets()[0].Spent);
        Assert.Equal(0.003m, (await stage.AskAsAnotherAsync()).Result.Cost);
        Assert.Equal(ErrorCode.BudgetExceeded, (await stage.AskAsync(CallMode.Plain)).Failure.Code);
        Assert.Equal(0.003m, stage.Client.GetBudgets()[0].Spent);
    }

    [Fact]
    public async Task A_call_that_midnight_passes_over_counts_for_the_day_it_began_on()
    {
        await using var stage = new Stage(["one/alpha"], []) { Clock = _clock, StateFolder = _home.Folder }
            .With(configuration => configuration with { Budgets = [LedgerHome.Budget(1m) with { Period = new BudgetPeriod { Kind = BudgetPeriodKind.Day } }] });
        var gate = new Gate();
        stage.One.OnAny().Answer(Reply.Text("yes").WithUsage(1_000, 1_000).Hold(gate));
        Set("2026-03-29T21:59:59Z");
        var asking = stage.AskAsync(CallMode.Plain);
        await stage.One.WaitForCallAsync();

        Set("2026-03-29T22:00:01Z");
        gate.Open();

        Assert.Equal(0.003m, (await asking).Result.Cost);
        Assert.Equal(0m, stage.Client.GetBudgets()[0].Spent);
        await stage.AskAsync(CallMode.Plain);
        Assert.Equal(0.003m, stage.Client.GetBudgets()[0].Spent);
    }

    private void Set(string time) => Set(DateTimeOffset.Parse(time, CultureInfo.InvariantCulture));

    private void Set(DateTimeOffset time) => _clock.AdjustTime(time);
}
