using System;
using System.Threading.Tasks;
using HolySheep.Harness;
using HolySheep.Spend.Ledger;
using HolySheep.Spend.Usage;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Spend.Calls;

public sealed class AbsurdUsageTests : IDisposable
{
    private readonly TempHome _home = new();

    public void Dispose() => _home.Dispose();

    [Theory]
    [Modes("9000000000000000000"), Modes("9e18"), Modes("999999999999999"), Modes("-9000000000000000000")]
    public async Task A_provider_that_miscounts_its_tokens_overflows_no_sum_and_fails_no_call(CallMode mode, string tokens)
    {
        await using var stage = new Stage(["one/alpha"], []) { StateFolder = _home.Folder }
            .With(configuration => configuration with { Budgets = [LedgerHome.Budget(1_000_000m)] });
        stage.One.Handle(_ => Reply.Json(
            200,
            $$"""
            { "id": "1", "object": "chat.completion", "created": 1, "model": "alpha", "choices": [ { "index": 0, "message": { "role": "assistant", "content": "yes" }, "finish_reason": "stop" } ],
              "usage": { "prompt_tokens": {{tokens}}, "completion_tokens": {{tokens}}, "total_tokens": {{tokens}} } }
            """));

        for (var call = 0; call < 3; call++)
        {
            var result = (await stage.AskAsync(mode)).Result;
            Assert.True(result.Usage!.TotalTokens > 0 && result.Cost > 0, $"{result.Usage} for {result.Cost} USD");
        }

        // However dear: 10,000 USD an attempt are counted at most.
        var total = stage.Client.GetUsage(new UsageQuery { To = stage.Clock.GetUtcNow().AddSeconds(1) }).Total;
        Assert.InRange(total.Cost, 0.000001m, 30_000m);
        Assert.True(total.PromptTokens > 0 && total.CompletionTokens > 0);
        Assert.Equal(total.Cost, stage.Client.GetBudgets()[0].Spent);
    }
}
