using System.Collections.Generic;
using System.Text.Json;
using HolySheep.Spend.Budgets;

namespace HolySheep.Cli.Output;

/// <summary>The JSON form of budgets: a list in which every key is always present; times are UTC.</summary>
internal static class BudgetJson
{
    public static string Of(IEnumerable<BudgetStatus> budgets) => JsonLine.Of(json =>
    {
        json.WriteStartArray();
        foreach (var status in budgets)
        {
            Write(json, status);
        }

        json.WriteEndArray();
    });

    private static void Write(Utf8JsonWriter json, BudgetStatus status)
    {
        var budget = status.Budget;
        json.WriteStartObject();
        json.WriteString("name", budget.Name);
        json.WriteNumber("limit_usd", budget.Limit);
        json.WriteNumber("spent_usd", status.Spent);
        json.WriteNumber("left_usd", status.Left);
        json.WriteString("period", budget.Period.ToString());
        json.WriteString("time_zone", budget.Period.TimeZone?.Id);
        json.WriteString("from", status.From.UtcDateTime);
        json.WriteString("to", status.To.UtcDateTime);
        json.WriteString("scope", budget.Scope.ToString());
        json.WriteString("action", budget.Action.ToString());
        JsonLine.WriteStrings(json, "chain", budget.Chain);
        json.WriteStartArray("alert_at");
        foreach (var share in budget.AlertAt)
        {
            json.WriteNumberValue(share);
        }

        json.WriteEndArray();

        // The address may be a secret.
        json.WriteString("webhook", budget.WebhookReference ?? (budget.HasWebhook ? "***" : null));
        json.WriteBoolean("allow_unknown_prices", budget.AllowUnknownPrices);
        json.WriteBoolean("allow_unrecorded", budget.AllowUnrecorded);
        json.WriteEndObject();
    }
}
