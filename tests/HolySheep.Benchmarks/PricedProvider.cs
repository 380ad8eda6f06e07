using System.Collections.Generic;
using HolySheep.Benchmarks.Csv;
using HolySheep.Catalog;
using HolySheep.Configuration;
using HolySheep.Configuration.Options;

namespace HolySheep.Benchmarks;

/// <summary>A configuration of one provider on loopback, whose calls cost something, so that they are booked.</summary>
internal static class PricedProvider
{
    public static HolySheepConfiguration Configuration(ServerProcess server, IReadOnlyList<BudgetOptions> budgets, int? requestsPerMinute = null) => new()
    {
        Providers = new Dictionary<string, ProviderOptions> { ["holysheep"] = new() { Name = "holysheep", Kind = ProviderKind.OpenAI, BaseUrl = server.BaseUrl, Keyless = true, RequestsPerMinute = requestsPerMinute } },
        Models = new Dictionary<string, ModelOptions> { ["gpt-4.1"] = new() { Price = new ModelPrice(2m, 8m) } },
        Chains = new Dictionary<string, IReadOnlyList<string>>(),
        Budgets = budgets,
    };
}
