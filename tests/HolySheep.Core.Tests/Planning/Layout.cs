using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Catalog;
using HolySheep.Configuration;
using HolySheep.Configuration.Options;

namespace HolySheep.Planning;

/// <summary>A configuration in one line: providers a to d, models with their targets, chains.</summary>
internal static class Layout
{
    public static readonly ModelCatalog Catalog = new([new ModelEntry { Id = "known-4.5", Aliases = ["known-4-5"], ContextWindow = 1000, ReasonsFirst = true, Price = new ModelPrice(1m, 2m) }]);

    public static HolySheepConfiguration Of(Dictionary<string, string[]>? models = null, Dictionary<string, string[]>? chains = null, TargetStrategy strategy = TargetStrategy.Priority) => new()
    {
        Providers = new[] { "a", "b", "c", "d" }.ToDictionary(name => name, name => new ProviderOptions { Name = name, Kind = ProviderKind.OpenAI, BaseUrl = new Uri($"http://{name}.invalid/v1"), Keyless = true }),
        Models = (models ?? []).ToDictionary(model => model.Key, model => new ModelOptions { Targets = [.. model.Value.Select(Target)], Strategy = strategy }),
        Chains = (chains ?? []).ToDictionary(chain => chain.Key, chain => (IReadOnlyList<string>)chain.Value),
        Defaults = new DefaultOptions { Model = "m", Provider = "a" },
        Catalog = Catalog,
    };

    public static IEnumerable<string> Plan(HolySheepConfiguration configuration, RouteQuery query) =>
        Planned(configuration, query).Candidates.Select(candidate => candidate.Target);

    public static RoutePlan Planned(HolySheepConfiguration configuration, RouteQuery query) => RoutePlanner.Plan(query, new RouteTable(configuration));

    /// <summary><c>provider/model</c>, with its weight after a star where it has one: <c>a/m*60</c>.</summary>
    private static TargetOptions Target(string text)
    {
        var star = text.IndexOf('*');
        var address = star < 0 ? text : text[..star];
        return new TargetOptions(address[..address.IndexOf('/')], address[(address.IndexOf('/') + 1)..], star < 0 ? 1 : int.Parse(text[(star + 1)..]));
    }
}
