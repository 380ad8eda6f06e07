using System.Linq;
using System.Text.Json.Nodes;
using HolySheep.Configuration.Names;
using HolySheep.Errors;

namespace HolySheep.Configuration.Edits;

/// <summary>Edits <c>budgets</c>.</summary>
internal static class BudgetNodes
{
    /// <summary>Changes a budget, or adds it.</summary>
    public static void Set(JsonObject root, string name, BudgetEdit edit)
    {
        var budget = Nodes.Section(Nodes.Section(root, "budgets"), name);
        Nodes.Set(budget, "limit", edit.Limit);
        Nodes.SetText(budget, "period", edit.Period ?? (budget["period"] is null ? "day" : null));
        Nodes.SetText(budget, "timeZone", edit.TimeZone);
        Nodes.SetText(budget, "scope", edit.Scope);
        Nodes.SetText(budget, "action", edit.Action?.ToLowerInvariant());
        Nodes.SetText(budget, "webhook", edit.Webhook);
        Nodes.SetTexts(budget, "chain", edit.Chain);
        Nodes.SetList(budget, "alertAt", edit.AlertAt is null ? null : new JsonArray(edit.AlertAt.Select(share => (JsonNode?)JsonValue.Create(share)).ToArray()));
        Nodes.SetFlag(budget, "allowUnknownPrices", edit.AllowUnknownPrices);
        Nodes.SetFlag(budget, "allowUnrecorded", edit.AllowUnrecorded);
    }

    /// <summary>Removes a budget.</summary>
    /// <exception cref="HolySheepException">It is not in the file.</exception>
    public static void Remove(JsonObject root, string name)
    {
        var budgets = root["budgets"] as JsonObject;
        if (budgets?.Remove(name) != true)
        {
            throw UnknownBudget.Fault(name, budgets is null ? [] : [.. budgets.Select(member => member.Key)]);
        }

        if (budgets.Count == 0)
        {
            root.Remove("budgets");
        }
    }
}
