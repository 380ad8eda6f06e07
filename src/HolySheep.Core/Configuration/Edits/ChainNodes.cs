using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using HolySheep.Configuration.Names;
using HolySheep.Configuration.Reading;

namespace HolySheep.Configuration.Edits;

/// <summary>Edits <c>chains</c>.</summary>
internal static class ChainNodes
{
    private const string Chains = "chains";

    /// <summary>Sets the chain of a model; an empty list turns it off.</summary>
    /// <returns>The model as the chain names it.</returns>
    public static string Set(JsonObject root, string model, IReadOnlyList<string> fallback)
    {
        var chains = Nodes.Section(root, Chains);

        // A built-in chain is replaced under its own name.
        var name = EntryName.Find(chains.Select(chain => chain.Key), model) ?? BuiltIn(model) ?? model;
        chains[name] = Nodes.Names(ChainReader.Normalise(name, fallback), "fallback models");
        return name;
    }

    /// <summary>Removes a chain; a built-in chain of the same name is turned off.</summary>
    /// <param name="root">The file.</param>
    /// <param name="name">The model as the chain names it.</param>
    /// <param name="read">Reads the file as it is now.</param>
    public static void Remove(JsonObject root, string name, Func<HolySheepConfiguration> read)
    {
        var chains = Nodes.Section(root, Chains);
        chains.Remove(name);
        if (BuiltIn(name) is { } builtIn && !chains.ContainsKey(builtIn) && read().Chains.ContainsKey(builtIn))
        {
            chains[builtIn] = new JsonArray();
        }
    }

    private static string? BuiltIn(string model) => EntryName.Find(BuiltInConfiguration.Chains.Keys, model);
}
