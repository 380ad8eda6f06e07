using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;

namespace HolySheep.Configuration.Edits;

/// <summary>Finds what names a provider in the file's rules, splits and templates.</summary>
/// <param name="isAt">Whether a model is addressed at the provider.</param>
internal sealed class RouteUses(Func<string?, bool> isAt)
{
    /// <summary>The users of the provider, in words.</summary>
    public IEnumerable<string> Find(JsonObject root) =>
    [
        .. Rules(root).Where(rule => RuleNames(rule).Any(isAt)).Select(rule => $"the rule {Nodes.TextOf(rule["name"])}"),
        .. Splits(root).Where(split => isAt(split.Key) || MembersOf(split.Value).Any(member => isAt(Nodes.TextOf(member["model"])))).Select(split => $"the split of {split.Key}"),
        .. TemplatesAt(root).Select(template => $"the template {template.Key}"),
    ];

    /// <summary>Removes the rules and split members that name the provider, splits that are then empty, and the models of templates that name it.</summary>
    public void Remove(JsonObject root)
    {
        foreach (var rule in Rules(root).Where(rule => RuleNames(rule).Any(isAt)))
        {
            // A rule that loses a condition or a model would be another rule, so the whole rule is removed.
            RuleNodes.Remove(root, Nodes.TextOf(rule["name"]) ?? "");
        }

        foreach (var template in TemplatesAt(root))
        {
            // The prompt stays useful with another model.
            template.Value.Remove("model");
        }

        foreach (var (model, split) in Splits(root).Select(split => (split.Key, split.Value)))
        {
            if (split["to"] is JsonArray to)
            {
                to.OfType<JsonObject>().Where(member => isAt(Nodes.TextOf(member["model"]))).ToList().ForEach(member => to.Remove(member));
            }

            if (split["shadow"] is JsonObject shadow && isAt(Nodes.TextOf(shadow["model"])))
            {
                split.Remove("shadow");
            }

            if (isAt(model) || MembersOf(split).Count == 0)
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

    private IEnumerable<KeyValuePair<string, JsonObject>> TemplatesAt(JsonObject root) =>
        Sections(root, "templates").Where(template => isAt(Nodes.TextOf(template.Value["model"])));

    private static List<KeyValuePair<string, JsonObject>> Sections(JsonObject root, string key) => root[key] is JsonObject section
        ? [.. section.Where(item => item.Value is JsonObject).Select(item => new KeyValuePair<string, JsonObject>(item.Key, (JsonObject)item.Value!))]
        : [];
}
