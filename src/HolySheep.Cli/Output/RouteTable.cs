using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using HolySheep.Configuration.Options;
using HolySheep.Planning;

namespace HolySheep.Cli.Output;

/// <summary>A dry run as table rows.</summary>
internal static class RouteTable
{
    private static readonly TableOutput Table = new(["ORDER", "TARGET", "STRATEGY", "STATE", "TOKENS", "COST $"], ["REASON"], "STRATEGY", "TOKENS", "COST $");

    public static void Write(StandardOutput output, RouteReport report) => Table.Write(output, report.Candidates.Select(candidate => (IReadOnlyList<string>)
    [
        candidate.Order?.ToString(CultureInfo.InvariantCulture) ?? "",
        candidate.Target,
        TargetStrategyName.Of(candidate.Strategy),
        RouteJson.StateOf(candidate),
        candidate.EstimatedPromptTokens.ToString(CultureInfo.InvariantCulture),
        UsageTable.Usd(candidate.EstimatedCost),
        candidate.Reason ?? "",
    ]));
}
