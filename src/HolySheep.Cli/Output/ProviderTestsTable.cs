using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using HolySheep.Providers;

namespace HolySheep.Cli.Output;

/// <summary>Tests of providers as rows for people.</summary>
internal static class ProviderTestsTable
{
    public static IReadOnlyList<string> Headers { get; } = ["PROVIDER", "VERDICT", "STATUS", "MS", "MODELS", "MESSAGE", "HINT"];

    public static IEnumerable<IReadOnlyList<string>> Rows(IEnumerable<ProviderTestResult> results) => results.Select(result => (IReadOnlyList<string>)
    [
        result.Provider,
        result.Verdict.ToString(),
        result.Status?.ToString(CultureInfo.InvariantCulture) ?? "",
        result.Latency?.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture) ?? "",
        result.ModelCount?.ToString(CultureInfo.InvariantCulture) ?? "",
        result.Message,
        result.Hint ?? "",
    ]);
}
