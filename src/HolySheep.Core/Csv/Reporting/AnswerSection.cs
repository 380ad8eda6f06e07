using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Xml.Linq;
using HolySheep.Spend.Report;

namespace HolySheep.Csv.Reporting;

/// <summary>Which models answered, what failed, and the warnings of a run.</summary>
internal static class AnswerSection
{
    public static XElement? Of(IReadOnlyDictionary<string, int> models)
    {
        if (models.Count == 0)
        {
            return null;
        }

        var table = new ReportTable("models", "Rows by the model that answered them", "Answered by", "Rows");
        var largest = models.Values.Max();
        foreach (var model in models.OrderByDescending(model => model.Value))
        {
            table.Add(Cell.Name(model.Key, "not recorded", Cell.Bar(model.Value, largest)), Cell.Count(model.Value));
        }

        return SpendSections.Section("Answers", table.ToElement());
    }

    public static XElement? FailuresOf(RunFacts facts)
    {
        if (facts.Failures.Count == 0)
        {
            return null;
        }

        var table = new ReportTable("failures", "Rows that failed, by code", "Failed with", "Rows", "First at line");
        foreach (var failure in facts.Failures)
        {
            table.Add(Cell.Name(failure.Code, ""), Cell.Count(failure.Rows), failure.Line is { } line ? Cell.Count(line) : Html.Of("td", "n", ""));
            table.AddNotes([failure.Example]);
        }

        return SpendSections.Section(
            "Failures", table.ToElement(),
            facts.Summary.ErrorPath is { } path ? Html.Of("p", "note", Html.Text($"{Path.GetFileName(path)} has every failed row with its reason. The same command sends them again.")) : null);
    }

    public static XElement? WarningsOf(IReadOnlyList<string> warnings) =>
        warnings.Count == 0 ? null : SpendSections.Section("Warnings", new XElement("ul", new XAttribute("id", "warnings"), warnings.Select(warning => new XElement("li", Html.Text(warning)))));
}
