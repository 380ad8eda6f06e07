using System;
using System.Globalization;
using System.Linq;
using System.Xml.Linq;
using HolySheep.Errors;
using HolySheep.Spend.Pricing;
using HolySheep.Spend.Usage;

namespace HolySheep.Spend.Report;

/// <summary>Days and hours that cost far more than usual.</summary>
internal static class AnomalySection
{
    private const string Heading = "What stands out";
    private const int MostShown = 5;
    private const int MostGrown = 3;

    public static XElement Of(SpendReport report)
    {
        if (report.Anomalies.Count == 0)
        {
            return SpendSections.Section(Heading, Html.Of("p", "note", "No day and no hour cost far more than usual."));
        }

        // Only those furthest above their usual cost: a long list is not read.
        var shown = report.Anomalies.OrderByDescending(anomaly => anomaly.Cost - anomaly.Usual).Take(MostShown).ToList();
        var digits = Cell.DigitsFor(shown.Select(anomaly => anomaly.Cost));
        var largest = shown.Max(anomaly => anomaly.Cost);
        var table = new ReportTable("anomalies", "Days and hours that cost far more than usual, and what grew in them", "When", "USD", "Usually", "Calls", "Tokens a call");
        foreach (var anomaly in shown)
        {
            table.Add(
                Cell.Name(When(anomaly), "", Cell.Bar(anomaly.Cost, largest)), Cell.Usd(anomaly.Cost, digits), Cell.Usd(anomaly.Usual, digits),
                Factor(anomaly.CallsFactor), Factor(anomaly.TokensPerCallFactor));
            table.AddNotes(anomaly.Growth.Take(MostGrown)
                .Select(part => $"{part.Group.ToString().ToLowerInvariant()} {part.Name}: {UsdText.Of(part.Cost)}, usually {UsdText.Of(part.Usual)}"));
        }

        var others = report.Anomalies.Count - shown.Count;
        return SpendSections.Section(
            Heading, table.ToElement(),
            others > 0 ? Html.Of("p", "note", FormattableString.Invariant($"{others} more stand out by less; {CommandHint.Anomalies} lists them all.")) : null);
    }

    private static string When(UsageAnomaly anomaly) => anomaly.Length > TimeSpan.FromHours(1)
        ? SpendSections.Day(anomaly.Start.Date)
        : anomaly.Start.ToString("yyyy-MM-dd ddd HH:mm", CultureInfo.InvariantCulture);

    private static XElement Factor(double? factor) => Html.Of("td", "n", factor is { } times ? "× " + times.ToString("0.0#", CultureInfo.InvariantCulture) : "–");
}
