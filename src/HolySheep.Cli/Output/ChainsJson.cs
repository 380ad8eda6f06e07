using System.Collections.Generic;

namespace HolySheep.Cli.Output;

/// <summary>The JSON form of chains: a list in which every key is always present.</summary>
internal static class ChainsJson
{
    public static string Of(IEnumerable<KeyValuePair<string, IReadOnlyList<string>>> chains) => JsonLine.OfList(chains, static (json, chain) =>
    {
        json.WriteStartObject();
        json.WriteString("model", chain.Key);
        JsonLine.WriteStrings(json, "fallback", chain.Value);
        json.WriteEndObject();
    });
}
