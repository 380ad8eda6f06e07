using System.Linq;
using System.Xml.Linq;
using HolySheep.Spend.Usage;

namespace HolySheep.Spend.Report;

/// <summary>What CSV jobs saved by reusing answers.</summary>
internal static class ReuseSection
{
    public static XElement Of(SpendReport report)
    {
        var rows = report.ByModel.Where(row => row.Reused > 0).OrderByDescending(row => row.SavedByReuse).ToList();
        var digits = Cell.DigitsFor(rows.Select(row => row.SavedByReuse));
        var table = new ReportTable("reused", "Answers used again, by model", "Model", "Answers", "USD saved");
        foreach (var row in rows)
        {
            table.Add(Cells(Cell.Name(row.Model!, "no model", Cell.Bar(row.SavedByReuse, rows[0].SavedByReuse)), row, digits));
        }

        table.AddTotal(Cells(Cell.Name("All", ""), report.Total, digits));
        return SpendSections.Section(
            "Answers used again",
            table.ToElement(),
            Html.Of("p", "note", "Rows of CSV jobs that were answered without a call, by an answer of an earlier run or of another row. Saved is the original cost of those answers, as far as prices are known."));
    }

    private static XElement[] Cells(XElement name, UsageRow row, int digits) => [name, Cell.Count(row.Reused), Cell.Usd(row.SavedByReuse, digits)];
}
