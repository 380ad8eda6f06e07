using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;

namespace HolySheep.Configuration.Edits;

/// <summary>Finds what names a provider in the file's rules and splits.</summary>
internal static class RouteUses
{
    /// <summary>The users of a provider, in words.</summary>
    public static IEnumerable<string> Find(JsonObject root, string provider) =>
    [
        .. Rules(root).Where(rule => RuleNames(rule).Any(name => IsAt(name, provider))).Select(rule => $"the rule {Nodes.TextOf(rule["name"])}"),
        .. Splits(root).Where(split => IsAt(split.Key, provider) || MembersOf(split.Value).Any(member => IsAt(Nodes.TextOf(member["model"]), provider))).Select(split => $"the split of {split.Key}"),
    ];

    /// <summary>Removes the rules and split members that name a provider, and splits that are then empty.</summary>
    public static void Remove(JsonObject root, string provider)
    {
        foreach (var rule in Rules(root).Where(rule => RuleNames(rule).Any(name => IsAt(name, provider))))
        {
            // A rule that loses a condition or a model would be another rule, so the whole rule is removed.
            RuleNodes.Remove(root, Nodes.TextOf(rule["name"]) ?? "");
        }

        foreach (var (model, split) in Splits(root).Select(split => (split.Key, split.Value)))
        {
            if (split["to"] is JsonArray to)
            {
                to.OfType<JsonObject>().Where(member => IsAt(Nodes.TextOf(member["model"]), provider)).ToList().ForEach(member => to.Remove(member));
            }

            if (split["shadow"] is JsonObject shadow && IsAt(Nodes.TextOf(shadow["model"]), provider))
            {
                split.Remove("shadow");
            }

            if (IsAt(model, provider) || MembersOf(split).Count == 0)
            {
                SplitNodes.Remove(root, model);
            }
        }
    }

    private static IEnumerable<string?> RuleNames(JsonObject rule) =>
    [
        Nodes.TextOf(rule["model"]),
        .. (rule["chain"] as JsonArray ?? []).Select(Nodes.TextOf),
        .. ((rule["when"] as JsonObject)?["models"] as JsonArray ?? []).Select(Nodes.TextOf),
    ];

    private static List<JsonObject> MembersOf(JsonObject split) => [.. (split["to"] as JsonArray ?? []).Append(split["shadow"]).OfType<JsonObject>()];

    private static List<JsonObject> Rules(JsonObject root) => [.. (root["rules"] as JsonArray ?? []).OfType<JsonObject>()];

    private static List<KeyValuePair<string, JsonObject>> Splits(JsonObject root) => root["splits"] is JsonObject splits
        ? [.. splits.Where(split => split.Value is JsonObject).Select(split => new KeyValuePair<string, JsonObject>(split.Key, (JsonObject)split.Value!))]
        : [];

    private static bool IsAt(string? address, string provider) => address is not null && address.StartsWith(provider + "/", StringComparison.Ordinal);
}
