using System;
using System.Collections.Generic;
using HolySheep.Catalog;
using HolySheep.Configuration;

namespace HolySheep.Routing;

/// <summary>Which models stand in line for a request.</summary>
internal static class ModelChain
{
    /// <summary>The model asked for and the ones after it, each once, by their configured or catalogue names.</summary>
    public static IReadOnlyList<string> Of(RouteQuery query, HolySheepConfiguration configuration, ModelCatalog catalog)
    {
        var asked = Resolve(query.Model, configuration, catalog);
        var chain = new List<string> { asked };
        if (query.NoFallback)
        {
            return chain;
        }

        foreach (var member in query.Fallback ?? Configured(asked, configuration))
        {
            var name = Resolve(member, configuration, catalog);
            if (!chain.Contains(name))
            {
                chain.Add(name);
            }
        }

        return chain;
    }

    /// <summary>The name under which a model is configured or known; unknown names stay as they are.</summary>
    public static string Resolve(string model, HolySheepConfiguration configuration, ModelCatalog catalog)
    {
        if (configuration.Models.ContainsKey(model) || configuration.Chains.ContainsKey(model))
        {
            return model;
        }

        return catalog.FindByName(model)?.Id ?? model;
    }

    private static IReadOnlyList<string> Configured(string model, HolySheepConfiguration configuration) =>
        configuration.Chains.TryGetValue(model, out var chain) ? chain : Array.Empty<string>();
}
