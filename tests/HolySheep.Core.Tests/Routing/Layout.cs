using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Catalog;
using HolySheep.Configuration;

namespace HolySheep.Routing;

/// <summary>A configuration in one line: providers a, b and c, models with their targets, chains.</summary>
internal static class Layout
{
    public static readonly ModelCatalog Catalog = new([new ModelEntry { Id = "known-4.5", Aliases = ["known-4-5"], ContextWindow = 1000, ReasonsFirst = true, Price = new ModelPrice(1m, 2m) }]);

    public static HolySheepConfiguration Of(Dictionary<string, string[]>? models = null, Dictionary<string, string[]>? chains = null, TargetStrategy strategy = TargetStrategy.Priority) => new()
    {
        Providers = new[] { "a", "b", "c" }.ToDictionary(name => name, name => new ProviderOptions { Name = name, Kind = ProviderKind.OpenAI, BaseUrl = new Uri($"http://{name}.invalid/v1"), Keyless = true }),
        Models = (models ?? []).ToDictionary(model => model.Key, model => new ModelOptions { Targets = [.. model.Value.Select(Target)], Strategy = strategy }),
        Chains = (chains ?? []).ToDictionary(chain => chain.Key, chain => (IReadOnlyList<string>)chain.Value),
        Defaults = new DefaultOptions { Model = "m", Provider = "a" },
    };

    public static IEnumerable<string> Plan(HolySheepConfiguration configuration, RouteQuery query) =>
        RoutePlanner.Plan(query, configuration, Catalog).Candidates.Select(candidate => candidate.Target);

    private static TargetOptions Target(string text) => new(text[..text.IndexOf('/')], text[(text.IndexOf('/') + 1)..]);
}
