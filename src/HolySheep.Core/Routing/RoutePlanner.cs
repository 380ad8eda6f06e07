using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Catalog;
using HolySheep.Configuration;

namespace HolySheep.Routing;

/// <summary>Turns a query into the targets to try, in order. Pure: the same input gives the same plan.</summary>
internal static class RoutePlanner
{
    public static RoutePlan Plan(RouteQuery query, HolySheepConfiguration configuration, ModelCatalog catalog)
    {
        var candidates = new List<RouteCandidate>();
        var excluded = new List<RouteExclusion>();
        var seen = new HashSet<(string Provider, string Model)>();
        var chain = ModelChain.Of(query, configuration, catalog);
        for (var index = 0; index < chain.Count; index++)
        {
            var model = chain[index];
            configuration.Models.TryGetValue(model, out var options);
            var targets = Targets(model, query, configuration, options);
            query.Turns.TryGetValue(model, out var turn);
            foreach (var target in TargetOrder.Of(targets, options?.Strategy ?? TargetStrategy.Priority, turn))
            {
                var reason = Exclusion(target, query, seen);
                if (reason is null)
                {
                    candidates.Add(Candidate(target, index, model, configuration, catalog, options));
                }
                else
                {
                    excluded.Add(new RouteExclusion(target.ToString(), reason));
                }
            }
        }

        return new RoutePlan(candidates, excluded);
    }

    private static IReadOnlyList<TargetOptions> Targets(string model, RouteQuery query, HolySheepConfiguration configuration, ModelOptions? options)
    {
        if (options?.Targets.Count > 0)
        {
            return options.Targets;
        }

        if (Direct(model, configuration) is { } direct)
        {
            return [direct];
        }

        // A model without targets of its own lives wherever the caller points, else at the default provider.
        return query.Providers.Count > 0
            ? query.Providers.Select(provider => new TargetOptions(provider, model)).ToList()
            : [new TargetOptions(configuration.Defaults.Provider, model)];
    }

    private static TargetOptions? Direct(string model, HolySheepConfiguration configuration)
    {
        var slash = model.IndexOf('/');
        if (slash <= 0 || slash == model.Length - 1)
        {
            return null;
        }

        // Model ids have slashes of their own: only a configured provider's name in front makes it an address.
        var provider = model.Substring(0, slash);
        return configuration.Providers.ContainsKey(provider) ? new TargetOptions(provider, model.Substring(slash + 1)) : null;
    }

    private static string? Exclusion(TargetOptions target, RouteQuery query, HashSet<(string Provider, string Model)> seen)
    {
        if (query.Providers.Count > 0 && !query.Providers.Contains(target.Provider, StringComparer.Ordinal))
        {
            return $"only {string.Join(", ", query.Providers)} may answer";
        }

        if (query.ExcludedProviders.Contains(target.Provider, StringComparer.Ordinal))
        {
            return $"the provider {target.Provider} is excluded";
        }

        return seen.Add((target.Provider, target.Model)) ? null : "it stands earlier in the chain";
    }

    private static RouteCandidate Candidate(
        TargetOptions target, int chainIndex, string chainModel, HolySheepConfiguration configuration, ModelCatalog catalog, ModelOptions? options)
    {
        var entry = catalog.Find(target.Model) ?? catalog.Find(chainModel);
        return new RouteCandidate
        {
            Provider = target.Provider,
            Model = target.Model,
            ChainIndex = chainIndex,
            ChainModel = chainModel,
            QuotaGroup = configuration.Providers[target.Provider].QuotaGroup ?? target.ToString(),
            ContextWindow = entry?.ContextWindow,
            ReasonsFirst = entry?.ReasonsFirst ?? false,
            MaxCompletionTokens = entry?.MaxCompletionTokens ?? false,
            Price = ModelPrices.Find(configuration, catalog, target.Model, chainModel)?.Price,
        };
    }
}
