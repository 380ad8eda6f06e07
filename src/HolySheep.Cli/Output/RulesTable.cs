using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using HolySheep.Configuration.Options;

namespace HolySheep.Cli.Output;

/// <summary>Rules as table rows.</summary>
internal static class RulesTable
{
    private static readonly TableOutput Table = new(["N", "RULE"], ["WHEN", "ASKS"]);

    public static void Write(StandardOutput output, IEnumerable<(RuleOptions Rule, int Position)> rules) => Table.Write(output, rules.Select(item => (IReadOnlyList<string>)
    [
        item.Position.ToString(CultureInfo.InvariantCulture),
        item.Rule.Name,
        item.Rule.When,
        item.Rule.Model ?? string.Join(" > ", item.Rule.Chain),
    ]));
}
