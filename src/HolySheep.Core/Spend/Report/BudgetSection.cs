using System;
using System.Globalization;
using System.Linq;
using System.Xml.Linq;
using HolySheep.Configuration.Options;
using HolySheep.Spend.Budgets;

namespace HolySheep.Spend.Report;

/// <summary>The budgets at the time of the report.</summary>
internal static class BudgetSection
{
    private const string Heading = "Budgets now";

    public static XElement Of(SpendReport report)
    {
        if (report.Budgets.Count == 0)
        {
            return SpendSections.Section(Heading, Html.Of("p", "note", "No budget is set: nothing limits what calls may cost."));
        }

        var digits = Cell.DigitsFor(report.Budgets.SelectMany(status => (decimal[])[status.Spent, status.Budget.Limit]));
        var table = new ReportTable("budgets", "Budgets", "Budget", "Spent", "Limit", "Left", "Used");
        foreach (var status in report.Budgets)
        {
            table.Add(
                Cell.Name(status.Budget.Name, "", Cell.Bar(status.Spent, status.Budget.Limit)),
                Cell.Usd(status.Spent, digits), Cell.Usd(status.Budget.Limit, digits), Cell.Usd(status.Left, digits), Used(status));
            table.AddNotes([$"{(status.Budget.Scope.Kind == BudgetScopeKind.All ? "all calls" : status.Budget.Scope.ToString())}, {Period(status, report)}; then {Action(status.Budget)}"]);
        }

        return SpendSections.Section(Heading, table.ToElement());
    }

    private static XElement Used(BudgetStatus status) => Html.Of(
        "td", "n", status.Budget.Limit > 0 ? decimal.Floor(status.Spent / status.Budget.Limit * 100).ToString("N0", CultureInfo.InvariantCulture) + " %" : "–");

    private static string Period(BudgetStatus status, SpendReport report) => status.Budget.Period.Kind == BudgetPeriodKind.RollingHours
        ? FormattableString.Invariant($"the last {status.Budget.Period.Hours} hours")
        : FormattableString.Invariant($"a {status.Budget.Period}, until {TimeZoneInfo.ConvertTime(status.To, status.Budget.Period.TimeZone ?? report.Zone):yyyy-MM-dd HH:mm}");

    private static string Action(BudgetOptions budget) => budget.Action switch
    {
        BudgetAction.Stop => "stop",
        BudgetAction.Warn => "warn",
        _ => "downgrade to " + string.Join(", ", budget.Chain),
    };
}
