using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using HolySheep.Spend.Pricing;
using HolySheep.Spend.Usage;

namespace HolySheep.Cli.Output;

/// <summary>Usage as table rows.</summary>
internal static class UsageTable
{
    private const string Answered = "ANSWERED";
    private const string Failed = "FAILED";
    private const string Fallbacks = "FALLBACKS";
    private const string TokensIn = "TOKENS IN";
    private const string TokensOut = "TOKENS OUT";
    private const string Reused = "REUSED";
    private static readonly TableOutput Anomalies = new(["TIME", "LENGTH", "COST $", "USUAL $", "CALLS", "TOKENS A CALL"], ["GREW"]);

    public static void Write(StandardOutput output, UsageReport report, UsageQuery query)
    {
        var groups = query.GroupBy.Distinct().ToList();
        string[] names =
        [
            .. groups.Select(group => group.ToString().ToUpperInvariant()), "CALLS", Answered, Failed, Fallbacks, TokensIn, TokensOut, "COST $",
            .. (string[])(query.CompareTo is null ? [] : ["COMPARED $", "SAVED $"]),
        ];

        // Lines without a header always have the same fields, whatever the ledger contains.
        var reused = !output.IsTerminal || report.Total.Reused > 0;
        var rows = groups.Count == 0 ? [report.Total] : report.Rows.Append(report.Total).ToList();
        new TableOutput(reused ? [.. names, Reused, "REUSED $"] : names, [], Answered, Fallbacks, TokensOut, TokensIn, Failed, Reused)
            .Write(output, rows.Select(row => Cells(row, groups, query.CompareTo is not null, reused, ReferenceEquals(row, report.Total) && groups.Count > 0)));
    }

    public static void Write(StandardOutput output, IEnumerable<UsageAnomaly> anomalies) => Anomalies.Write(output, anomalies.Select(anomaly => (IReadOnlyList<string>)
    [
        anomaly.Start.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
        anomaly.Length.TotalHours > 1 ? "day" : "hour",
        Usd(anomaly.Cost),
        Usd(anomaly.Usual),
        Factor(anomaly.CallsFactor),
        Factor(anomaly.TokensPerCallFactor),
        string.Join("; ", anomaly.Growth.Select(part => $"{part.Group.ToString().ToLowerInvariant()} {part.Name} {Usd(part.Cost)} (usually {Usd(part.Usual)})")),
    ]));

    /// <summary>An amount; empty if there is none.</summary>
    public static string Usd(decimal? amount) => amount is { } usd ? UsdText.Of(usd) : "";

    /// <summary>The text of a group's column.</summary>
    public static string NameOf(UsageRow row, UsageGroup group) => group switch
    {
        UsageGroup.Day => row.Day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "",
        UsageGroup.Model => row.Model ?? "",
        UsageGroup.Provider => row.Provider ?? "",
        UsageGroup.Tag => row.Tag ?? "",
        UsageGroup.Machine => row.Machine ?? "",
        _ => row.Job ?? "",
    };

    private static IReadOnlyList<string> Cells(UsageRow row, List<UsageGroup> groups, bool compared, bool reused, bool total) =>
    [
        .. groups.Select((group, index) => total && index == 0 ? "all" : NameOf(row, group)),
        Number(row.Calls), Number(row.Answered), Number(row.Failed), Number(row.Fallbacks), Number(row.PromptTokens), Number(row.CompletionTokens),
        Usd(row.Cost) + (row.Unpriced > 0 ? $" + {row.Unpriced} unpriced" : ""),
        .. (string[])(compared ? [Usd(row.ComparedCost), Usd(row.Savings)] : []),
        .. (string[])(reused ? [Number(row.Reused), Usd(row.SavedByReuse)] : []),
    ];

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Factor(double? factor) => factor is { } known ? known.ToString("0.0#", CultureInfo.InvariantCulture) + " x" : "";
}
