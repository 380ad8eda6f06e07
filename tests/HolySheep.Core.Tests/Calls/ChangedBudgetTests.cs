using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Configuration;
using HolySheep.Configuration.Options;
using HolySheep.Errors;
using HolySheep.Harness;
using HolySheep.Spend.Ledger;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Calls;

/// <summary>Budgets that change while a client calls.</summary>
public sealed class ChangedBudgetTests : IDisposable
{
    private const int MostUnderALease = 60;
    private static readonly ChatRequest Question = Stage.Question() with { MaxTokens = 500 };
    private readonly TempHome _home = new();

    public void Dispose() => _home.Dispose();

    [Theory]
    [InlineData(false), InlineData(true)]
    public async Task A_limit_that_is_changed_in_the_configuration_holds_for_a_client_that_is_calling(bool raised)
    {
        await using var stage = NewStage();
        var (before, after) = raised ? (0.01m, 1m) : (1m, 0.03m);
        HolySheepConfiguration? changed = null;
        stage.With(configuration => configuration with { Budgets = [LedgerHome.Budget(before)] });
        using var client = new HolySheepClient(stage.Options with { ReadChange = () => changed });
        while (raised && await RefusalAsync(client) is null)
        {
        }

        for (var call = 0; call < 5 && !raised; call++)
        {
            Assert.Null(await RefusalAsync(client));
        }

        changed = stage.Configuration with { Budgets = [LedgerHome.Budget(after)] };
        LetItLook(stage);

        var calls = 0;
        for (; calls < MostUnderALease && await RefusalAsync(client) is var refusal && (refusal is null) != raised; calls++)
        {
        }

        Assert.InRange(calls, 0, MostUnderALease - 1);
    }

    [Theory]
    [InlineData(0), InlineData(1)]
    public async Task A_budget_that_is_added_holds_for_a_client_that_is_calling_until_it_is_removed(int others)
    {
        await using var stage = NewStage();
        HolySheepConfiguration? changed = null;
        BudgetOptions[] before = [.. Enumerable.Range(0, others).Select(_ => LedgerHome.Budget(1m) with { Name = "other" })];
        stage.With(configuration => configuration with { Budgets = before });
        using var client = new HolySheepClient(stage.Options with { ReadChange = () => Interlocked.Exchange(ref changed, null) });
        for (var call = 0; call < 5; call++)
        {
            Assert.Null(await RefusalAsync(client));
        }

        changed = stage.Configuration with { Budgets = [.. before, LedgerHome.Budget(0.011m)] };
        LetItLook(stage);
        Assert.NotNull(await RefusalAsync(client));

        changed = stage.Configuration with { Budgets = before };
        LetItLook(stage);
        Assert.Null(await RefusalAsync(client));
    }

    [Fact]
    public async Task A_limit_that_is_raised_is_heard_by_every_client_that_was_refused()
    {
        await using var stage = NewStage();
        stage.With(configuration => configuration with { Budgets = [LedgerHome.Budget(0.01m)] });
        HolySheepConfiguration? first = null, second = null;
        using var one = new HolySheepClient(stage.Options with { ReadChange = () => Interlocked.Exchange(ref first, null) });
        using var two = new HolySheepClient(stage.Options with { ReadChange = () => Interlocked.Exchange(ref second, null) });
        Assert.Null(await RefusalAsync(two));
        while (await RefusalAsync(one) is null)
        {
        }

        Assert.NotNull(await RefusalAsync(two));

        first = second = stage.Configuration with { Budgets = [LedgerHome.Budget(1m)] };
        LetItLook(stage);

        // The one that asks first still knows the old limit of the other.
        await RefusalAsync(one);
        Assert.Null(await RefusalAsync(two));
        Assert.Null(await RefusalAsync(one));
    }

    [Fact]
    public async Task An_alert_goes_by_the_limit_after_the_change()
    {
        await using var stage = NewStage();
        stage.With(configuration => configuration with { Budgets = [LedgerHome.Budget(1m) with { Action = BudgetAction.Warn }] });
        HolySheepConfiguration? changed = null;
        using var client = new HolySheepClient(stage.Options with { ReadChange = () => Interlocked.Exchange(ref changed, null) });
        Assert.Empty((await client.ChatAsync(Question)).Warnings);

        changed = stage.Configuration with { Budgets = [LedgerHome.Budget(0.004m) with { Action = BudgetAction.Warn }] };
        LetItLook(stage);

        Assert.Contains((await client.ChatAsync(Question)).Warnings, static warning => warning.Contains("of 0.004 USD", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_change_that_is_not_valid_leaves_the_limits()
    {
        await using var stage = NewStage();
        stage.With(configuration => configuration with { Budgets = [LedgerHome.Budget(1m)] });
        using var client = new HolySheepClient(stage.Options with { ReadChange = () => throw new ConfigurationException("it ends in the middle", "config.json") });
        LetItLook(stage);

        Assert.Null(await RefusalAsync(client));
    }

    private Stage NewStage()
    {
        var stage = new Stage(["one/alpha"], []) { StateFolder = _home.Folder };
        stage.One.Handle(_ => Reply.Text("forty").WithUsage(1_000, 500));
        return stage;
    }

    private static void LetItLook(Stage stage) => ((AutoAdvanceTimeProvider)stage.Clock).Advance(TimeSpan.FromSeconds(2));

    private static async Task<string?> RefusalAsync(HolySheepClient client)
    {
        try
        {
            await client.ChatAsync(Question);
            return null;
        }
        catch (ChatException exception) when (exception.Code == ErrorCode.BudgetExceeded)
        {
            return exception.Message;
        }
    }
}
