using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using HolySheep.Errors;

namespace HolySheep.Configuration.Edits;

/// <summary>Edits <c>rules</c>.</summary>
internal static class RuleNodes
{
    /// <summary>Changes or adds a rule.</summary>
    public static void Set(JsonObject root, string name, RuleEdit edit)
    {
        root["rules"] ??= new JsonArray();
        var rules = List(root) ?? throw new ConfigurationException("expected a list [ … ]", key: "rules");
        var rule = Find(rules, name);
        if (rule is null)
        {
            rule = new JsonObject { ["name"] = name };
            rules.Add((JsonNode)rule);
        }

        SetConditions(Nodes.Section(rule, "when"), edit);
        SetTarget(rule, edit);
        if (edit.Position is { } position)
        {
            rules.Remove(rule);
            rules.Insert(position >= 1 ? Math.Min(position - 1, rules.Count) : throw new ConfigurationException($"a rule's position is 1 or more, got {position}"), rule);
        }
    }

    /// <summary>Removes a rule.</summary>
    /// <returns>Whether it existed.</returns>
    public static bool Remove(JsonObject root, string name)
    {
        if (List(root) is not { } rules || Find(rules, name) is not { } rule)
        {
            return false;
        }

        rules.Remove(rule);
        if (rules.Count == 0)
        {
            root.Remove("rules");
        }

        return true;
    }

    private static void SetConditions(JsonObject when, RuleEdit edit)
    {
        Nodes.SetNumber(when, "minPromptTokens", edit.MinPromptTokens);
        Nodes.SetNumber(when, "maxPromptTokens", edit.MaxPromptTokens);
        SetTags(when, edit.Tags);
        Nodes.SetText(when, "between", edit.Between);
        Nodes.SetText(when, "timeZone", edit.Between?.Length == 0 ? "" : edit.TimeZone);
        Nodes.SetText(when, "task", edit.Task);
        Nodes.SetText(when, "prompt", edit.PromptPattern);
        Nodes.SetList(when, "models", edit.Models is null ? null : Nodes.Names(edit.Models, "models of the rule"));
    }

    private static void SetTags(JsonObject when, IReadOnlyDictionary<string, string>? tags)
    {
        if (tags is null)
        {
            return;
        }

        when.Remove("tags");
        if (tags.Count > 0)
        {
            when["tags"] = new JsonObject(tags.OrderBy(tag => tag.Key, StringComparer.Ordinal).Select(tag => new KeyValuePair<string, JsonNode?>(tag.Key, JsonValue.Create(tag.Value))));
        }
    }

    private static void SetTarget(JsonObject rule, RuleEdit edit)
    {
        if (edit.Model is { } model)
        {
            Nodes.CheckNames([model], "models of the rule");
            rule["model"] = model;
        }

        if (edit.Chain is { Count: > 0 } chain)
        {
            rule["chain"] = Nodes.Names(chain, "models of the chain");
        }

        // A model replaces a chain and a chain a model; a file with both is refused when it is read.
        if (edit is { Model: not null, Chain: not { Count: > 0 } })
        {
            rule.Remove("chain");
        }
        else if (edit is { Chain.Count: > 0, Model: null })
        {
            rule.Remove("model");
        }
    }

    private static JsonArray? List(JsonObject root) => root["rules"] as JsonArray;

    private static JsonObject? Find(JsonArray rules, string name) =>
        rules.OfType<JsonObject>().FirstOrDefault(rule => string.Equals(Nodes.TextOf(rule["name"]), name, StringComparison.OrdinalIgnoreCase));
}
