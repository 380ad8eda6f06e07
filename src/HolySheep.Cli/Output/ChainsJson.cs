using System.Collections.Generic;

namespace HolySheep.Cli.Output;

/// <summary>The JSON form of chains: a list in which every key is always present.</summary>
internal static class ChainsJson
{
    public static string Of(IEnumerable<KeyValuePair<string, IReadOnlyList<string>>> chains) => JsonLine.Of(json =>
    {
        json.WriteStartArray();
        foreach (var (model, fallback) in chains)
        {
            json.WriteStartObject();
            json.WriteString("model", model);
            JsonLine.WriteStrings(json, "fallback", fallback);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });
}
