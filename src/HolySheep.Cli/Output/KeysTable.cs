using System.Collections.Generic;
using System.Linq;
using HolySheep.Configuration.Keys;

namespace HolySheep.Cli.Output;

/// <summary>Stored keys as table rows, never their values.</summary>
internal static class KeysTable
{
    private static readonly TableOutput Table = new(["PROVIDER", "USED"], ["REASON", "FILE"]);

    public static void Write(StandardOutput output, IEnumerable<StoredKey> keys) =>
        Table.Write(output, keys.Select(key => (IReadOnlyList<string>)[key.Provider, key.IsUsed ? "yes" : "no", key.Reason ?? "", key.Path]));
}
