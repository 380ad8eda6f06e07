using System;
using System.Collections.Generic;
using HolySheep.Configuration;

namespace HolySheep.Planning;

/// <summary>Lists the models of a request.</summary>
internal static class ModelChain
{
    /// <summary>The requested model and its fallbacks, each once, by their configured or catalog names.</summary>
    public static IReadOnlyList<string> Of(RouteQuery query, HolySheepConfiguration configuration)
    {
        var asked = configuration.Names.Resolve(query.Model);
        var chain = new List<string> { asked };
        if (query.NoFallback)
        {
            return chain;
        }

        foreach (var member in query.Fallback ?? Configured(asked, configuration))
        {
            var name = configuration.Names.Resolve(member);
            if (!chain.Contains(name))
            {
                chain.Add(name);
            }
        }

        return chain;
    }

    private static IReadOnlyList<string> Configured(string model, HolySheepConfiguration configuration) =>
        configuration.Names.ChainOf(model) is { } name ? configuration.Chains[name] : Array.Empty<string>();
}
