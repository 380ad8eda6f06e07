using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;

namespace HolySheep.Configuration.Edits;

/// <summary>Finds what names a provider in the file: targets, members of chains, rules, splits, defaults.</summary>
internal static class ProviderUses
{
    /// <summary>The users of a provider, in words.</summary>
    public static IReadOnlyList<string> Find(JsonObject root, string provider)
    {
        var uses = new List<string>();
        foreach (var model in Members(root, "models").Where(model => Targets(model.Value).Any(target => IsAt(target, provider))))
        {
            uses.Add($"the model {model.Key}");
        }

        foreach (var chain in Members(root, "chains").Where(chain => IsAt(chain.Key, provider) || Items(chain.Value).Any(member => IsAt(member, provider))))
        {
            uses.Add($"the chain of {chain.Key}");
        }

        uses.AddRange(RouteUses.Find(root, provider));
        if (root["defaults"] is JsonObject defaults)
        {
            uses.AddRange(DefaultsAt(defaults, provider).Select(name => "defaults." + name));
        }

        return uses;
    }

    /// <summary>Removes everything that names a provider, and what is then empty.</summary>
    public static void Remove(JsonObject root, string provider)
    {
        foreach (var model in Members(root, "models"))
        {
            if (RemoveItems(Targets(model.Value), provider) && Targets(model.Value).Count == 0)
            {
                ((JsonObject)model.Value!).Remove("targets");
            }
        }

        foreach (var chain in Members(root, "chains"))
        {
            // A chain that becomes empty stays as an empty chain, so that no built-in chain takes its place.
            RemoveItems(Items(chain.Value), provider);
            if (IsAt(chain.Key, provider))
            {
                ((JsonObject)root["chains"]!).Remove(chain.Key);
            }
        }

        RouteUses.Remove(root, provider);
        if (root["defaults"] is JsonObject defaults)
        {
            DefaultsAt(defaults, provider).ForEach(name => defaults.Remove(name));
        }
    }

    private static List<KeyValuePair<string, JsonNode?>> Members(JsonObject root, string section) => root[section] is JsonObject members ? [.. members] : [];

    private static JsonArray Items(JsonNode? node) => node as JsonArray ?? [];

    private static JsonArray Targets(JsonNode? model) => Items((model as JsonObject)?["targets"]);

    private static bool RemoveItems(JsonArray items, string provider)
    {
        var found = items.Where(item => IsAt(item, provider)).ToList();
        found.ForEach(item => items.Remove(item));
        return found.Count > 0;
    }

    private static List<string> DefaultsAt(JsonObject defaults, string provider)
    {
        var names = new List<string>();
        if (Nodes.TextOf(defaults["provider"]) == provider)
        {
            names.Add("provider");
        }

        if (IsAt(defaults["model"], provider))
        {
            names.Add("model");
        }

        return names;
    }

    private static bool IsAt(JsonNode? target, string provider) =>
        Nodes.TextOf(target is JsonObject weighted ? weighted["target"] : target) is { } address && IsAt(address, provider);

    private static bool IsAt(string address, string provider) => address.StartsWith(provider + "/", StringComparison.Ordinal);
}
