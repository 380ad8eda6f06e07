using System.Linq;
using System.Xml.Linq;
using HolySheep.Spend.Report;

namespace HolySheep.Csv.Reporting;

/// <summary>What the run cost beside what it would have cost otherwise.</summary>
internal static class SavedSection
{
    public static XElement? Of(CsvJobSummary summary)
    {
        if (summary.Savings is not { } savings || (savings.SavedByLanes is null or 0m && savings.Reference is null))
        {
            return null;
        }

        var digits = Cell.DigitsFor(new[] { savings.Spent, savings.Live, savings.ReferenceCost }.OfType<decimal>());
        var table = new ReportTable("savings", "What the run saved", "Compared with", "USD", "USD saved");
        table.Add(Cell.Name("This run", ""), Cell.Usd(savings.Spent, digits), Html.Of("td", "n", ""));
        table.Add(Cell.Name("The same tokens by live calls", ""), Cell.Usd(savings.Live, digits), Cell.Usd(savings.SavedByLanes, digits));
        if (savings.Reference is { } reference)
        {
            table.Add(Cell.Name($"Every answer from {reference}", ""), Cell.Usd(savings.ReferenceCost, digits), Cell.Usd(savings.SavedByModel, digits));
        }

        return SpendSections.Section(
            "What it saved", table.ToElement(),
            summary.EstimatedCost > 0 ? Html.Of("p", "note", Cell.UsdData(summary.EstimatedCost, digits), " USD that are reserved for batches are in none of these amounts.") : null,
            savings.Reference is null ? null : Html.Of("p", "note", Html.Text($"What {savings.Reference} would have cost is estimated from its answers in the sample.")));
    }
}
