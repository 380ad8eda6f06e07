using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using HolySheep.Configuration.Names;

namespace HolySheep.Configuration.Edits;

/// <summary>Finds what names a provider in the file: targets, members of chains, rules, splits, defaults.</summary>
/// <param name="provider">The provider as the file names it.</param>
/// <param name="providers">The names of all providers, this one included.</param>
internal sealed class ProviderUses(string provider, IReadOnlyList<string> providers)
{
    /// <summary>The users of the provider, in words.</summary>
    public IReadOnlyList<string> Find(JsonObject root)
    {
        var uses = new List<string>();
        foreach (var model in Members(root, "models").Where(model => Targets(model.Value).Any(target => IsAt(target))))
        {
            uses.Add($"the model {model.Key}");
        }

        foreach (var chain in Members(root, "chains").Where(chain => IsAt(chain.Key) || Items(chain.Value).Any(member => IsAt(member))))
        {
            uses.Add($"the chain of {chain.Key}");
        }

        uses.AddRange(new RouteUses(IsAt).Find(root));
        if (root["defaults"] is JsonObject defaults)
        {
            uses.AddRange(DefaultsAt(defaults).Select(name => "defaults." + name));
        }

        return uses;
    }

    /// <summary>Removes everything that names the provider, and what is then empty.</summary>
    public void Remove(JsonObject root)
    {
        foreach (var model in Members(root, "models"))
        {
            if (RemoveItems(Targets(model.Value)) && Targets(model.Value).Count == 0)
            {
                ((JsonObject)model.Value!).Remove("targets");
            }
        }

        foreach (var chain in Members(root, "chains"))
        {
            // A chain that becomes empty stays as an empty chain, so that no built-in chain takes its place.
            RemoveItems(Items(chain.Value));
            if (IsAt(chain.Key))
            {
                ((JsonObject)root["chains"]!).Remove(chain.Key);
            }
        }

        new RouteUses(IsAt).Remove(root);
        if (root["defaults"] is JsonObject defaults)
        {
            DefaultsAt(defaults).ForEach(name => defaults.Remove(name));
        }
    }

    private static List<KeyValuePair<string, JsonNode?>> Members(JsonObject root, string section) => root[section] is JsonObject members ? [.. members] : [];

    private static JsonArray Items(JsonNode? node) => node as JsonArray ?? [];

    private static JsonArray Targets(JsonNode? model) => Items((model as JsonObject)?["targets"]);

    private bool RemoveItems(JsonArray items)
    {
        var found = items.Where(item => IsAt(item)).ToList();
        found.ForEach(item => items.Remove(item));
        return found.Count > 0;
    }

    private List<string> DefaultsAt(JsonObject defaults)
    {
        var names = new List<string>();
        if (Nodes.TextOf(defaults["provider"]) is { } name && IsNamed(name))
        {
            names.Add("provider");
        }

        if (IsAt(defaults["model"]))
        {
            names.Add("model");
        }

        return names;
    }

    private bool IsAt(JsonNode? target) => IsAt(Nodes.TextOf(target is JsonObject weighted ? weighted["target"] : target));

    private bool IsAt(string? address) => address?.IndexOf('/') is > 0 and var slash && IsNamed(address.Substring(0, slash));

    private bool IsNamed(string name) => EntryName.Find(providers, name) == provider;
}
