using System;
using System.Collections.Generic;
using HolySheep.Catalog;
using HolySheep.Chat;
using HolySheep.Configuration.Masking;
using HolySheep.Harness;
using HolySheep.Planning;
using HolySheep.Providers;
using Xunit;

namespace HolySheep.Calls.Batches;

public sealed class BatchRowsTests
{
    private static readonly RouteCandidate Target = new() { Provider = "one", Model = "alpha", ChainIndex = 0, ChainModel = "alpha", QuotaGroup = "one/alpha", Price = new ModelPrice(1m, 2m) };

    [Theory]
    [InlineData(null, 0.0007, null, null)]
    [InlineData("a web search", null, 0.0007, "one/alpha also bills a web search, whose price is not known.")]
    public void What_more_than_the_tokens_is_billed_makes_the_cost_unknown_and_budgets_count_the_tokens(string? charge, double? cost, double? counted, string? reason)
    {
        var services = new CallServices { TimeProvider = TimeProvider.System, Randomness = () => 0.5, Mask = new SecretMask(), Providers = new Dictionary<string, IChatProvider>(), FreeProviders = [] };
        var rows = new BatchRows(services, Target, new BatchIntent("batch", DateTimeOffset.UtcNow), Stage.Question());

        var (row, settlement) = rows.Of("batch-1", AttemptOutcome.Answered(new ProviderAnswer
        {
            Content = "yes",
            Status = 200,
            Usage = new ChatUsage { PromptTokens = 1000, CompletionTokens = 200, OtherCharge = charge },
        }));

        Assert.Equal(((decimal?)cost, reason), (row.Result!.Cost, row.Result.CostReason));
        Assert.Equal(((decimal?)cost, (decimal?)counted, 700_000_000L), (settlement.Cost, settlement.CountedCost, settlement.CountedUnits()));
    }
}
