using System;
using System.Linq;
using System.Xml.Linq;
using HolySheep.Spend.Usage;

namespace HolySheep.Spend.Report;

/// <summary>What the same tokens would have cost at one model.</summary>
internal static class SavingsSection
{
    public static XElement Of(SpendReport report)
    {
        var rows = report.ByModel.Append(report.Total).ToList();
        var digits = Cell.DigitsFor(rows.SelectMany(row => (decimal[])[row.Cost, row.ComparedCost ?? 0]));
        var largest = report.ByModel.Max(row => Math.Max(row.Cost, row.ComparedCost ?? 0));
        var model = Html.Text(report.CompareTo!);
        var table = new ReportTable("savings", "Savings by model", "Model", "USD spent", $"USD at {model}", "USD saved");
        foreach (var row in report.ByModel)
        {
            table.Add(Cells(Cell.Name(row.Model!, "", Cell.Bar(row.Cost, largest), Cell.Bar(row.ComparedCost ?? 0, largest, "striped")), row, digits));
        }

        table.AddTotal(Cells(Cell.Name("All", ""), report.Total, digits));
        var saved = report.Total.Savings ?? 0;
        return SpendSections.Section(
            $"Against {model}",
            Html.Of(
                "p", null, "The same tokens would have cost ", Cell.UsdData(report.Total.ComparedCost ?? 0, digits), $" USD at {model}: ",
                saved >= 0 ? "saved " : "too much, by ", Cell.UsdData(Math.Abs(saved), digits), " USD."),
            table.ToElement(),
            Html.Of("p", "note", "Solid bars show what was spent, striped bars what it would have been. Longer or repeated answers of the other model are not considered. Attempts whose price is unknown are in none of these figures."));
    }

    private static XElement[] Cells(XElement name, UsageRow row, int digits) =>
        [name, Cell.Usd(row.Cost, digits), Cell.Usd(row.ComparedCost, digits), Cell.Usd(row.Savings, digits)];
}
