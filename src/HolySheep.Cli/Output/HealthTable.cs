using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using HolySheep.Health;

namespace HolySheep.Cli.Output;

/// <summary>Health as table rows.</summary>
internal static class HealthTable
{
    private static readonly TableOutput Table = new(["TARGET", "STATE", "UNTIL", "FAILED"], ["REASON"], "FAILED");

    public static void Write(StandardOutput output, IEnumerable<TargetHealthInfo> targets) => Table.Write(output, targets.Select(target => (IReadOnlyList<string>)
    [
        target.Target,
        target.State.ToString(),
        target.Until?.ToString("yyyy-MM-dd HH:mm:sszzz", CultureInfo.InvariantCulture) ?? "",
        string.Create(CultureInfo.InvariantCulture, $"{target.Failures}/{target.Calls}"),
        target.Reason is { } reason ? reason + (target.ByHint ? ", until then by its own word" : "") : "",
    ]));
}
