using System.Collections.Generic;
using System.Linq;

namespace HolySheep.Cli.Output;

/// <summary>Chains as table rows.</summary>
internal static class ChainsTable
{
    private static readonly TableOutput Table = new(["MODEL"], ["FALLBACK"]);

    public static void Write(StandardOutput output, IEnumerable<KeyValuePair<string, IReadOnlyList<string>>> chains) =>
        Table.Write(output, chains.Select(chain => (IReadOnlyList<string>)[chain.Key, string.Join(' ', chain.Value)]));
}
