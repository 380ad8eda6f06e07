using System.Collections.Generic;
using HolySheep.Configuration.Keys;

namespace HolySheep.Cli.Output;

/// <summary>The JSON form of stored keys: a list in which every key is always present, and never a value.</summary>
internal static class KeysJson
{
    public static string Of(IEnumerable<StoredKey> keys) => JsonLine.OfList(keys, static (json, key) =>
    {
        json.WriteStartObject();
        json.WriteString("provider", key.Provider);
        json.WriteString("path", key.Path);
        json.WriteBoolean("used", key.IsUsed);
        json.WriteString("reason", key.Reason);
        json.WriteEndObject();
    });
}
