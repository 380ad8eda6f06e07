using System;
using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;

namespace HolySheep.Spend.Report;

/// <summary>Failures and fallbacks over time.</summary>
internal static class TroubleSection
{
    private const string Heading = "Failures and fallbacks";

    public static XElement Of(SpendReport report, IReadOnlyList<DateTime> days)
    {
        var troubled = report.ByDay.Where(row => row.Failed + row.Fallbacks > 0).ToList();
        if (troubled.Count == 0)
        {
            return SpendSections.Section(Heading, Html.Of("p", "note", "No attempt failed, and no call fell back to another target."));
        }

        var rows = report.ByDay.ToDictionary(row => row.Day!.Value);
        ChartSeries Series(string kind, string what, Func<Usage.UsageRow, long> of)
        {
            var values = days.Select(day => rows.TryGetValue(day, out var row) ? (decimal)of(row) : 0).ToList();
            return new ChartSeries(kind, values, [.. days.Select((day, index) => FormattableString.Invariant($"{SpendSections.Day(day)}: {values[index]:0} {what}"))]);
        }

        var table = new ReportTable("trouble", "Days with failures or fallbacks", "Day", "Failed", "Fallbacks", "Attempts");
        foreach (var row in troubled)
        {
            table.Add(Cell.Day(row.Day!.Value), Cell.Count(row.Failed), Cell.Count(row.Fallbacks), Cell.Count(row.Attempts));
        }

        var total = report.Total;
        table.AddTotal(Cell.Name("All days", ""), Cell.Count(total.Failed), Cell.Count(total.Fallbacks), Cell.Count(total.Attempts));
        return SpendSections.Section(
            Heading,
            Html.Of("p", "legend", Swatch("full"), " attempts that failed ", Swatch("striped"), " fallbacks to another target"),
            DayChart.Draw(
                "trouble-days", "Failed attempts and fallbacks by day", FormattableString.Invariant($"{total.Failed} of {total.Attempts} attempts failed, and calls fell back {total.Fallbacks} times."),
                days, 1, Series("full", "failed", row => row.Failed), Series("striped", "fallbacks", row => row.Fallbacks)),
            table.ToElement());
    }

    private static XElement Swatch(string kind) => Html.Of(
        "svg", "swatch", new XAttribute("aria-hidden", "true"), kind == "striped" ? DayChart.Stripes("swatch") : null,
        new XElement("rect", new XAttribute("width", "100%"), new XAttribute("height", "100%"), DayChart.Fill("swatch", kind)));
}
