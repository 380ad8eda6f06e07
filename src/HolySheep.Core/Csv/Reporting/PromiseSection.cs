using System.Collections.Generic;
using System.Xml.Linq;
using HolySheep.Spend.Report;

namespace HolySheep.Csv.Reporting;

/// <summary>What the job was asked to keep, and whether it did.</summary>
internal static class PromiseSection
{
    public static XElement? Of(IReadOnlyList<Promise> promises)
    {
        if (promises.Count == 0)
        {
            return null;
        }

        var table = new ReportTable("contract", "What was asked, and whether it was kept", "Promise", "Kept");
        foreach (var promise in promises)
        {
            var word = promise.IsKept switch { true => "yes", false => "no", null => "not decided yet" };
            table.Add(Cell.Name(TitleOf(promise.Name), ""), Html.Of("td", promise.IsKept == false ? "bad" : null, word));
            table.AddNotes([promise.Message]);
        }

        return SpendSections.Section("The contract", table.ToElement());
    }

    private static string TitleOf(string name) => name == "errors" ? "Failed rows" : char.ToUpperInvariant(name[0]) + name.Substring(1);
}
