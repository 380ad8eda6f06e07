using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;

namespace HolySheep.Configuration.Edits;

/// <summary>Finds what names a provider in the file's rules, splits and templates.</summary>
internal static class RouteUses
{
    /// <summary>The users of a provider, in words.</summary>
    public static IEnumerable<string> Find(JsonObject root, string provider) =>
    [
        .. Rules(root).Where(rule => RuleNames(rule).Any(name => IsAt(name, provider))).Select(rule => $"the rule {Nodes.TextOf(rule["name"])}"),
        .. Splits(root).Where(split => IsAt(split.Key, provider) || MembersOf(split.Value).Any(member => IsAt(Nodes.TextOf(member["model"]), provider))).Select(split => $"the split of {split.Key}"),
        .. TemplatesAt(root, provider).Select(template => $"the template {template.Key}"),
    ];

    /// <summary>Removes the rules and split members that name a provider, splits that are then empty, and the models of templates that name it.</summary>
    public static void Remove(JsonObject root, string provider)
    {
        foreach (var rule in Rules(root).Where(rule => RuleNames(rule).Any(name => IsAt(name, provider))))
        {
            // A rule that loses a condition or a model would be another rule, so the whole rule is removed.
            RuleNodes.Remove(root, Nodes.TextOf(rule["name"]) ?? "");
        }

        foreach (var template in TemplatesAt(root, provider))
        {
            // The prompt stays useful with another model.
            template.Value.Remove("model");
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

    private static List<KeyValuePair<string, JsonObject>> Splits(JsonObject root) => Sections(root, "splits");

    private static IEnumerable<KeyValuePair<string, JsonObject>> TemplatesAt(JsonObject root, string provider) =>
        Sections(root, "templates").Where(template => IsAt(Nodes.TextOf(template.Value["model"]), provider));

    private static List<KeyValuePair<string, JsonObject>> Sections(JsonObject root, string key) => root[key] is JsonObject section
        ? [.. section.Where(item => item.Value is JsonObject).Select(item => new KeyValuePair<string, JsonObject>(item.Key, (JsonObject)item.Value!))]
        : [];

    private static bool IsAt(string? address, string provider) => address is not null && address.StartsWith(provider + "/", StringComparison.Ordinal);
}
