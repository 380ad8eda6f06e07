using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using HolySheep.Providers.Inspection;

namespace HolySheep.Cli.Output;

/// <summary>Provider tests as table rows.</summary>
internal static class ProviderTestsTable
{
    private static readonly TableOutput Table = new(["PROVIDER", "VERDICT", "STATUS", "MS", "MODELS"], ["MESSAGE"], "MS", "MODELS", "STATUS");

    public static void Write(StandardOutput output, IEnumerable<ProviderTestResult> results) => Table.Write(output, results.Select(result => (IReadOnlyList<string>)
    [
        result.Provider,
        result.Verdict.ToString(),
        result.Status?.ToString(CultureInfo.InvariantCulture) ?? "",
        result.Latency?.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture) ?? "",
        result.ModelCount?.ToString(CultureInfo.InvariantCulture) ?? "",
        result.Message,
    ]));
}
