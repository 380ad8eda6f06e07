using System.Linq;
using System.Text.Json.Nodes;
using HolySheep.Configuration.Names;
using HolySheep.Errors;

namespace HolySheep.Configuration.Edits;

/// <summary>Edits <c>budgets</c>.</summary>
internal static class BudgetNodes
{
    /// <summary>Changes a budget, or adds it.</summary>
    /// <returns>The budget as the file names it.</returns>
    public static string Set(JsonObject root, string name, BudgetEdit edit)
    {
        var budgets = Nodes.Section(root, "budgets");
        name = Nodes.NameIn(budgets, name);
        var budget = Nodes.Section(budgets, name);
        if (edit.Scope is { } scope && string.IsNullOrWhiteSpace(scope))
        {
            throw new HolySheepException(ErrorCode.ArgumentInvalid, "The scope of the budget is empty.", "Give 'all' to count every call, or leave the scope out; a variable that is not set gives an empty text.");
        }

        Nodes.Set(budget, "limit", edit.Limit);
        Nodes.SetText(budget, "period", edit.Period ?? (budget["period"] is null ? "day" : null));
        Nodes.SetText(budget, "timeZone", edit.TimeZone);
        Nodes.SetText(budget, "scope", edit.Scope);
        Nodes.SetText(budget, "action", edit.Action?.ToLowerInvariant());
        Nodes.SetText(budget, "webhook", edit.Webhook);
        Nodes.SetList(budget, "chain", edit.Chain is null ? null : Nodes.Names(edit.Chain, "models of the chain"));
        Nodes.SetList(budget, "alertAt", edit.AlertAt is null ? null : new JsonArray(edit.AlertAt.Select(share => (JsonNode?)JsonValue.Create(share)).ToArray()));
        Nodes.SetFlag(budget, "allowUnknownPrices", edit.AllowUnknownPrices);
        Nodes.SetFlag(budget, "allowUnrecorded", edit.AllowUnrecorded);
        return name;
    }

    /// <summary>Removes a budget.</summary>
    /// <exception cref="HolySheepException">It is not in the file.</exception>
    public static void Remove(JsonObject root, string name)
    {
        if (!Nodes.RemoveEntry(root, "budgets", name))
        {
            throw UnknownBudget.Fault(name, root["budgets"] is JsonObject budgets ? [.. budgets.Select(member => member.Key)] : []);
        }
    }
}
