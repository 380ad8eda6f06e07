using System;
using System.Threading.Tasks;
using HolySheep.Configuration;
using HolySheep.Errors;
using HolySheep.Harness;
using HolySheep.Spend.Ledger;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Calls;

/// <summary>Budgets whose limits change while a client calls.</summary>
public sealed class ChangedBudgetTests : IDisposable
{
    private const int MostUnderALease = 60;
    private readonly TempHome _home = new();

    public void Dispose() => _home.Dispose();

    [Theory]
    [InlineData(false), InlineData(true)]
    public async Task A_limit_that_is_changed_in_the_configuration_holds_for_a_client_that_is_calling(bool raised)
    {
        await using var stage = new Stage(["one/alpha"], []) { StateFolder = _home.Folder };
        stage.One.Handle(_ => Reply.Text("forty").WithUsage(1_000, 500));
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
        ((AutoAdvanceTimeProvider)stage.Clock).Advance(TimeSpan.FromSeconds(2));

        var calls = 0;
        for (; calls < MostUnderALease && await RefusalAsync(client) is var refusal && (refusal is null) != raised; calls++)
        {
        }

        Assert.InRange(calls, 0, MostUnderALease - 1);
    }

    [Fact]
    public async Task A_change_that_is_not_valid_leaves_the_limits()
    {
        await using var stage = new Stage(["one/alpha"], []) { StateFolder = _home.Folder };
        stage.One.Handle(_ => Reply.Text("forty").WithUsage(1_000, 500));
        stage.With(configuration => configuration with { Budgets = [LedgerHome.Budget(1m)] });
        using var client = new HolySheepClient(stage.Options with { ReadChange = () => throw new ConfigurationException("it ends in the middle", "config.json") });
        ((AutoAdvanceTimeProvider)stage.Clock).Advance(TimeSpan.FromSeconds(2));

        Assert.Null(await RefusalAsync(client));
    }

    private static async Task<string?> RefusalAsync(HolySheepClient client)
    {
        try
        {
            await client.ChatAsync(Stage.Question() with { MaxTokens = 500 });
            return null;
        }
        catch (ChatException exception) when (exception.Code == ErrorCode.BudgetExceeded)
        {
            return exception.Message;
        }
    }
}
