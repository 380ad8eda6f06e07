using System.Text.Json;

namespace HolySheep.Providers.Exchange;

/// <summary>Reads parsed JSON whose members may be missing or of an unexpected type.</summary>
internal static class JsonMember
{
    /// <summary>A member of an object; undefined if it is missing or the parent is not an object.</summary>
    public static JsonElement Of(JsonElement parent, string name) => parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var member) ? member : default;

    /// <summary>The text of a member; null if it is missing, not a text or empty.</summary>
    /// <exception cref="System.InvalidOperationException">The text has half a character.</exception>
    public static string? Text(JsonElement parent, string name) =>
        Of(parent, name) is { ValueKind: JsonValueKind.String } member && member.GetString() is { Length: > 0 } text ? text : null;

    /// <summary>The count of a member, also one that is written as text; 0 if it is missing or not a count.</summary>
    public static int Count(JsonElement parent, string name) => Number(Of(parent, name)) is { } number and >= 0 and <= int.MaxValue ? (int)number : 0;

    /// <summary>The number of a value, also one that is written as text; null if it is none.</summary>
    public static double? Number(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.GetDouble(),

        // The raw text: a number needs no escapes, and an unpaired surrogate must not end the reading.
        JsonValueKind.String => JsonText.Number(value.GetRawText().Trim('"')),
        _ => null,
    };
}
