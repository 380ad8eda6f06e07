using System.Collections.Generic;
using System.Text.Json;
using HolySheep.Spend.Budgets;

namespace HolySheep.Cli.Output;

/// <summary>The JSON form of budgets: a list in which every key is always present; times are UTC.</summary>
internal static class BudgetJson
{
    public static string Of(IEnumerable<BudgetStatus> budgets) => JsonLine.OfList(budgets, Write);

    private static void Write(Utf8JsonWriter json, BudgetStatus status)
    {
        var budget = status.Budget;
        json.WriteStartObject();
        json.WriteString("name", budget.Name);
        json.WriteNumber("limit_usd", budget.Limit);
        json.WriteNumber("spent_usd", status.Spent);
        json.WriteNumber("leased_usd", status.Leased);
        json.WriteNumber("left_usd", status.Left);
        json.WriteString("period", budget.Period.ToString());
        json.WriteString("time_zone", budget.Period.TimeZone?.Id);
        json.WriteString("from", status.From.UtcDateTime);
        json.WriteString("to", status.To.UtcDateTime);
        json.WriteString("scope", budget.Scope.ToString());
        json.WriteString("action", budget.Action.ToString());
        JsonLine.WriteStrings(json, "chain", budget.Chain);
        JsonLine.WriteList(json, "alert_at", budget.AlertAt, static (writer, share) => writer.WriteNumberValue(share));
        json.WriteString("webhook", budget.ShownWebhook);
        json.WriteBoolean("allow_unknown_prices", budget.AllowUnknownPrices);
        json.WriteBoolean("allow_unrecorded", budget.AllowUnrecorded);
        json.WriteEndObject();
    }
}
