using System;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Configuration.Options;
using HolySheep.Harness;
using HolySheep.Spend.Ledger;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Calls;

/// <summary>However a call ends, nothing that it held stays behind.</summary>
public sealed class LeftBehindTests : IDisposable
{
    private readonly TempHome _home = new();

    public void Dispose() => _home.Dispose();

    [Theory, Modes]
    public async Task A_fault_of_our_own_in_the_middle_of_an_attempt_leaves_no_reservation(CallMode mode)
    {
        await using var stage = Stage.Alone();
        using var client = new HolySheepClient(new HolySheepClientOptions
        {
            Configuration = stage.Configuration,
            Environment = _ => "some-key",
            StateFolder = _home.Folder,
            Handler = new FaultyHandler(),
        });

        await Assert.ThrowsAsync<InvalidOperationException>(() => Caller.AskAsync(client, Stage.Question(), mode));

        Assert.Equal([AttemptState.Settled], BookedRow.In(_home.Folder).Select(row => row.State));
    }

    [Theory, Modes]
    public async Task A_model_that_takes_over_for_a_spent_budget_answers_those_who_ask_for_it_too(CallMode mode)
    {
        await using var stage = Stage.Chain().With(configuration => configuration with { Budgets = [LedgerHome.Budget(0.000_001m, BudgetAction.Downgrade) with { Chain = ["beta"] }] });

        Assert.Equal("beta", (await stage.AskAsync(mode, Stage.Question() with { Model = "beta" })).Result.ModelUsed);
        Assert.Equal("beta", (await stage.AskAsync(mode)).Result.ModelUsed);
    }

    private sealed class FaultyHandler : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => throw new InvalidOperationException("A bug.");
    }
}
