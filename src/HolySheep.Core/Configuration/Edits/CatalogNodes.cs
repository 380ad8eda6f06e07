using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using HolySheep.Catalog;

namespace HolySheep.Configuration.Edits;

/// <summary>Edits the user's catalog.</summary>
internal static class CatalogNodes
{
    /// <summary>The number of models from the last import; 0 if there was none.</summary>
    public static int LastCount(JsonObject root) =>
        (root["imported"] as JsonObject)?["models"] is JsonValue value && value.TryGetValue<int>(out var count) ? count : 0;

    /// <summary>Replaces the models of the last import with those of a map; other entries keep their places.</summary>
    /// <returns>The numbers of new, changed and removed models.</returns>
    public static (int Added, int Changed, int Removed) Import(JsonObject root, IReadOnlyList<ModelEntry> models, string file, string day)
    {
        var list = root["models"] as JsonArray ?? [];
        var before = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var old in list.Where(IsImported).ToList())
        {
            list.Remove(old);
            if (!HasOtherCharges((JsonObject)old!))
            {
                before[Nodes.TextOf(old!["id"]) ?? ""] = Figures((JsonObject)old);
            }
        }

        var (priced, added, changed) = (0, 0, 0);
        foreach (var model in models)
        {
            var node = Of(model, day);
            list.Add((JsonNode)node);
            if (!HasOtherCharges(node))
            {
                priced++;
                added += before.ContainsKey(model.Id) ? 0 : 1;
                changed += before.TryGetValue(model.Id, out var figures) && figures != Figures(node) ? 1 : 0;
            }
        }

        root["imported"] = new JsonObject { ["models"] = priced, ["file"] = file, ["date"] = day };
        root["models"] = list.Parent is null ? list : root["models"];
        return (added, changed, before.Count - (priced - added));
    }

    private static bool IsImported(JsonNode? node) => (node as JsonObject)?["imported"] is JsonValue value && value.TryGetValue<bool>(out var imported) && imported;

    /// <summary>An entry that only says that its price cannot be computed, so that no other entry's price is used for it.</summary>
    private static bool HasOtherCharges(JsonObject node) => (node["price"] as JsonObject)?["otherCharges"] is JsonValue value && value.TryGetValue<bool>(out var other) && other;

    private static JsonObject Of(ModelEntry model, string day)
    {
        var node = new JsonObject { ["id"] = model.Id };
        Nodes.Set(node, "contextWindow", model.ContextWindow);
        Nodes.Set(node, "maxOutput", model.MaxOutput);
        Nodes.Set(node, "tools", model.Tools);
        Nodes.Set(node, "images", model.Images);
        Nodes.Set(node, "jsonSchema", model.JsonSchema);
        node["price"] = PriceNode.Of(model.Price!);
        node["source"] = model.Source;
        node["date"] = day;
        node["imported"] = true;
        return node;
    }

    /// <summary>An entry without the date on which it was read.</summary>
    private static string Figures(JsonObject node) => string.Join(",", node.Where(member => member.Key != "date").Select(member => member.Key + "=" + member.Value?.ToJsonString()));
}
