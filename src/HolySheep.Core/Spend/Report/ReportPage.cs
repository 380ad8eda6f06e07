using System;
using System.Collections.Generic;
using System.Globalization;
using System.Xml.Linq;

namespace HolySheep.Spend.Report;

/// <summary>The report as one page.</summary>
internal static class ReportPage
{
    public static string Of(SpendReport report) => PageFrame.Of($"Spend, {Times(report)}", "HolySheep", Header(report), report.Total.Attempts == 0 ? Empty(report) : Sections(report));

    private static XElement Header(SpendReport report) => new(
        "header", new XElement("h1", "What was spent"),
        Html.Of("p", "note", FormattableString.Invariant($"{Times(report)}, days in {report.Zone.Id}. Read from the ledger on {Local(report, report.ReadAt):d MMM yyyy} at {Local(report, report.ReadAt):HH:mm}.")));

    private static IEnumerable<XElement> Empty(SpendReport report)
    {
        yield return Html.Of(
            "section", "empty", Html.Of("p", "large", "Nothing was spent."),
            Html.Of("p", "note", "The ledger has no call in this time. Calls are recorded when they are made; sandbox calls cost nothing and are not recorded."));
        if (report.Total.Reused > 0)
        {
            yield return ReuseSection.Of(report);
        }

        if (report.Budgets.Count > 0)
        {
            yield return BudgetSection.Of(report);
        }
    }

    private static IEnumerable<XElement> Sections(SpendReport report)
    {
        var days = Days(report);
        foreach (var figures in SummarySection.Of(report))
        {
            yield return figures;
        }

        yield return AnomalySection.Of(report);
        yield return SpendSections.ByDay(report, days);
        yield return SpendSections.ByModel(report);
        yield return SpendSections.ByTag(report);
        yield return SpendSections.ByJob(report);
        if (report.ByMachine.Count > 1)
        {
            yield return SpendSections.ByMachine(report);
        }

        if (report.CompareTo is not null)
        {
            yield return SavingsSection.Of(report);
        }

        if (report.Total.Reused > 0)
        {
            yield return ReuseSection.Of(report);
        }

        yield return TroubleSection.Of(report, days);
        yield return BudgetSection.Of(report);
    }

    private static List<DateTime> Days(SpendReport report)
    {
        var days = new List<DateTime>();
        var last = Local(report, report.To.AddTicks(-1)).Date;
        for (var day = FirstDay(report); day <= last; day = day.AddDays(1))
        {
            days.Add(day);
        }

        return days;
    }

    // A range that begins long before the first call would squeeze the bars into a corner.
    private static DateTime FirstDay(SpendReport report)
    {
        const int LongestEmptyTime = 366;
        var asked = Local(report, report.From).Date;
        var first = report.ByDay[0].Day!.Value;
        return (first - asked).TotalDays > LongestEmptyTime ? first : asked;
    }

    private static string Times(SpendReport report) => FormattableString.Invariant($"{Time(report, report.From)} to {Time(report, report.To)}");

    private static string Time(SpendReport report, DateTimeOffset time) =>
        Local(report, time) is var local && local.TimeOfDay == TimeSpan.Zero
            ? local.ToString("d MMM yyyy", CultureInfo.InvariantCulture)
            : local.ToString("d MMM yyyy HH:mm", CultureInfo.InvariantCulture);

    private static DateTime Local(SpendReport report, DateTimeOffset time) => TimeZoneInfo.ConvertTime(time, report.Zone).DateTime;
}
