using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Xml.Linq;
using HolySheep.Spend.Pricing;
using HolySheep.Spend.Usage;

namespace HolySheep.Spend.Report;

/// <summary>What was spent: by day, by model, by tag, by machine, and on the most expensive jobs.</summary>
internal static class SpendSections
{
    private const int DearestJobs = 10;

    // Labels of axis steps below a ten-thousandth of a cent would be longer than the chart is wide.
    private const decimal LeastStep = 0.000001m;

    public static XElement ByDay(SpendReport report, IReadOnlyList<DateTime> days)
    {
        var rows = report.ByDay.ToDictionary(row => row.Day!.Value);
        var costs = days.Select(day => rows.TryGetValue(day, out var row) ? row.Cost : 0).ToList();
        var dearest = days[costs.IndexOf(costs.Max())];
        var chart = DayChart.Draw(
            "spend", "USD spent by day", $"{UsdText.Of(report.Total.Cost)} USD over {days.Count} days; the most expensive is {Day(dearest)} with {UsdText.Of(costs.Max())} USD.",
            days, LeastStep, new ChartSeries("full", costs, [.. days.Select((day, index) => $"{Day(day)}: {UsdText.Of(costs[index])} USD")]));
        var digits = Digits(report.ByDay);
        var table = new ReportTable("by-day", "Spend by day", "Day", "USD", "Calls", "Tokens in", "Tokens out");
        foreach (var row in report.ByDay)
        {
            table.Add(Cells(Cell.Day(row.Day!.Value), row, digits));
        }

        table.AddTotal(Cells(Cell.Name("All days", ""), report.Total, digits));
        return Section("Spend by day", Html.Of("p", "axis", "USD"), chart, table.ToElement());
    }

    public static XElement ByModel(SpendReport report) =>
        Section("Spend by model", Table("by-model", "Spend by model", "Model", report.ByModel, report.Total, row => row.Model!, "no model").ToElement());

    public static XElement ByTag(SpendReport report) => Section(
        "Spend by tag",
        Table("by-tag", "Spend by tag", "Tag", report.ByTag, null, row => row.Tag!, "without a tag").ToElement(),
        Html.Of("p", "note", "A call with several tags is in the row of each: these rows can add up to more than was spent."));

    public static XElement ByJob(SpendReport report)
    {
        var named = report.ByJob.Where(row => row.Job!.Length > 0).ToList();
        var dearest = named.Take(DearestJobs).ToList();
        if (dearest.Count == 0)
        {
            return Section("The most expensive jobs", Html.Of("p", "note", "No call was part of a job."));
        }

        var digits = Digits(report.ByJob);
        var table = Table("by-job", "The most expensive jobs", "Job", dearest, null, row => row.Job!, "", digits);
        var others = report.Total.Cost - dearest.Sum(row => row.Cost);
        table.AddTotal(
            Cell.Name("All other calls", ""), Cell.Usd(others, digits), Cell.Count(report.Total.Calls - dearest.Sum(row => row.Calls)),
            Cell.Count(report.Total.PromptTokens - dearest.Sum(row => row.PromptTokens)), Cell.Count(report.Total.CompletionTokens - dearest.Sum(row => row.CompletionTokens)));
        table.AddTotal(Cells(Cell.Name("All calls", ""), report.Total, digits));
        return Section(named.Count > DearestJobs ? $"The {DearestJobs} most expensive of {named.Count} jobs" : "The most expensive jobs", table.ToElement());
    }

    public static XElement ByMachine(SpendReport report) => Section(
        "Spend by machine",
        Table("by-machine", "Spend by machine", "Machine", report.ByMachine, report.Total, row => row.Machine!, "not recorded").ToElement());

    /// <summary>A part of the page with its heading.</summary>
    public static XElement Section(string heading, params object?[] content) => new("section", new XElement("h2", heading), content);

    /// <summary>A day with its weekday, which often explains a bill.</summary>
    public static string Day(DateTime day) => day.ToString("yyyy-MM-dd ddd", CultureInfo.InvariantCulture);

    private static ReportTable Table(
        string id, string caption, string name, IReadOnlyList<UsageRow> rows, UsageRow? total, Func<UsageRow, string> nameOf, string empty, int? digits = null)
    {
        var shown = digits ?? Digits(rows);
        var largest = rows.Max(row => row.Cost);
        var table = new ReportTable(id, caption, name, "USD", "Calls", "Tokens in", "Tokens out");
        foreach (var row in rows)
        {
            table.Add(Cells(Cell.Name(nameOf(row), empty, Cell.Bar(row.Cost, largest)), row, shown));
        }

        if (total is not null)
        {
            table.AddTotal(Cells(Cell.Name("All", ""), total, shown));
        }

        return table;
    }

    private static int Digits(IEnumerable<UsageRow> rows) => Cell.DigitsFor(rows.Select(row => row.Cost));

    private static XElement[] Cells(XElement name, UsageRow row, int digits) =>
        [name, Cell.Usd(row.Cost, digits), Cell.Count(row.Calls), Cell.Count(row.PromptTokens), Cell.Count(row.CompletionTokens)];
}
