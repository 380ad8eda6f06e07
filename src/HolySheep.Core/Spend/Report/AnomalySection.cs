using System;
using System.Globalization;
using System.Linq;
using System.Xml.Linq;
using HolySheep.Spend.Usage;

namespace HolySheep.Spend.Report;

/// <summary>Days and hours that cost far more than their own past.</summary>
internal static class AnomalySection
{
    private const string Heading = "What stands out";

    public static XElement Of(SpendReport report)
    {
        if (report.Anomalies.Count == 0)
        {
            return SpendSections.Section(Heading, Html.Of("p", "note", "No day and no hour cost far more than its own past."));
        }

        var digits = Cell.DigitsFor(report.Anomalies.Select(anomaly => anomaly.Cost));
        var largest = report.Anomalies.Max(anomaly => anomaly.Cost);
        var table = new ReportTable("anomalies", "Days and hours that cost far more than usual", "When", "USD", "Usually", "Calls", "Tokens a call", "What grew");
        foreach (var anomaly in report.Anomalies)
        {
            table.Add(
                Cell.Name(When(anomaly), "", Cell.Bar(anomaly.Cost, largest)), Cell.Usd(anomaly.Cost, digits), Cell.Usd(anomaly.Usual, digits),
                Factor(anomaly.CallsFactor), Factor(anomaly.TokensPerCallFactor),
                Cell.Text(string.Join("; ", anomaly.Growth.Select(part => $"{part.Group.ToString().ToLowerInvariant()} {part.Name}: {UsdText.Of(part.Cost)}, usually {UsdText.Of(part.Usual)}"))));
        }

        return SpendSections.Section(Heading, table.ToElement());
    }

    private static string When(UsageAnomaly anomaly) => anomaly.Length > TimeSpan.FromHours(1)
        ? SpendSections.Day(anomaly.Start.Date)
        : anomaly.Start.ToString("yyyy-MM-dd ddd HH:mm", CultureInfo.InvariantCulture);

    private static XElement Factor(double? factor) => Html.Of("td", "n", factor is { } times ? "× " + times.ToString("0.0#", CultureInfo.InvariantCulture) : "–");
}
