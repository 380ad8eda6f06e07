using System.Text.Json;
using HolySheep.Providers.Exchange;

namespace HolySheep.Providers.Batches;

/// <summary>Reads texts of parsed JSON.</summary>
internal static class TextMember
{
    /// <summary>The text of a member; null if it is missing, not a text or empty.</summary>
    public static string? Of(JsonElement parent, string name) =>
        JsonMember.Of(parent, name) is { ValueKind: JsonValueKind.String } member && member.GetString() is { Length: > 0 } text ? text : null;

    /// <summary>The count of a member, also one that is written as text; 0 if there is none.</summary>
    public static int Count(JsonElement parent, string name) =>
        JsonMember.Number(JsonMember.Of(parent, name)) is { } number and >= 0 and <= int.MaxValue ? (int)number : 0;
}
