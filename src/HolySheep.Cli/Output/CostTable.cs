using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using HolySheep.Spend.Pricing;

namespace HolySheep.Cli.Output;

/// <summary>A cost comparison as table rows.</summary>
internal static class CostTable
{
    private static readonly TableOutput Table = new(["MODEL", "PROVIDER", "PROMPTS", "TOKENS IN", "TOKENS OUT", "COST $"], ["FITS", "PRICE FROM"], "PRICE FROM", "PROMPTS", "FITS");

    public static void Write(StandardOutput output, IEnumerable<CostEstimate> estimates) => Table.Write(output, estimates.Select(estimate => (IReadOnlyList<string>)
    [
        estimate.Model,
        estimate.Provider,
        Number(estimate.Items),
        (estimate.Estimated ? "~" : "") + Number(estimate.PromptTokens),
        Number(estimate.OutputTokens),
        estimate.Cost is { } cost ? UsdText.Of(cost) : "unknown",
        estimate.TooLong switch { null => "unknown", 0 => "yes", { } count => $"{Number(count)} do not" },
        string.Join(", ", new[] { estimate.Price?.Source, estimate.Price?.Date }.Where(text => text is not null)),
    ]));

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
