using System.Text.Json;

namespace HolySheep.Providers.Exchange;

/// <summary>Reads parsed JSON whose members may be missing or of an unexpected type.</summary>
internal static class JsonMember
{
    /// <summary>A member of an object; undefined if it is missing or the parent is not an object.</summary>
    public static JsonElement Of(JsonElement parent, string name) => parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var member) ? member : default;

    /// <summary>The number of a value, also one that is written as text; null if it is none.</summary>
    public static double? Number(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.GetDouble(),

        // The raw text: a number needs no escapes, and an unpaired surrogate must not end the reading.
        JsonValueKind.String => JsonText.Number(value.GetRawText().Trim('"')),
        _ => null,
    };
}
