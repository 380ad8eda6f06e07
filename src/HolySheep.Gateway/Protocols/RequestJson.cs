using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using HolySheep.Gateway.Http;

namespace HolySheep.Gateway.Protocols;

/// <summary>Reads members of a request; null and a missing member are the same.</summary>
internal static class RequestJson
{
    /// <summary>A member; null if it is missing.</summary>
    public static JsonElement? Find(JsonElement parent, string name) => parent.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    /// <summary>A text; null if it is missing.</summary>
    public static string? Text(JsonElement parent, string name) => Find(parent, name) is { } value ? TextOf(value, name) : null;

    /// <summary>A text that must be there.</summary>
    public static string Needed(JsonElement parent, string name) => Text(parent, name) ?? throw FaultException.OfMember(name, $"'{name}' is missing.");

    /// <summary>The text of a value.</summary>
    public static string TextOf(JsonElement value, string name)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            throw Fault(name, "a text", value);
        }

        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw FaultException.OfMember(name, $"'{name}' has half of a character (a lone surrogate).");
        }
    }

    /// <summary>A number; null if it is missing.</summary>
    public static double? Number(JsonElement parent, string name) => Find(parent, name) is not { } value ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number) ? number : throw Fault(name, "a number", value);

    /// <summary>A whole number; null if it is missing.</summary>
    public static long? Whole(JsonElement parent, string name) => Find(parent, name) is not { } value ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) ? number : throw Fault(name, "a whole number", value);

    /// <summary>A number of tokens; null if it is missing.</summary>
    public static int? Tokens(JsonElement parent, string name) => Whole(parent, name) is not { } number ? null
        : number is >= 1 and <= int.MaxValue ? (int)number : throw FaultException.OfMember(name, string.Create(CultureInfo.InvariantCulture, $"'{name}' is {number}; it takes a whole number of 1 or more."));

    /// <summary>A flag; null if it is missing.</summary>
    public static bool? Flag(JsonElement parent, string name) => Find(parent, name) is not { } value ? null
        : value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : throw Fault(name, "true or false", value);

    /// <summary>An object; null if it is missing.</summary>
    public static JsonElement? Object(JsonElement parent, string name) => Find(parent, name) is not { } value ? null
        : value.ValueKind == JsonValueKind.Object ? value : throw Fault(name, "an object", value);

    /// <summary>The items of a list; none if it is missing.</summary>
    public static IReadOnlyList<JsonElement> Items(JsonElement parent, string name) => Find(parent, name) is not { } value ? []
        : value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : throw Fault(name, "a list", value);

    /// <summary>The items of a list of objects; none if it is missing.</summary>
    public static IReadOnlyList<JsonElement> Objects(JsonElement parent, string name)
    {
        var items = Items(parent, name);
        return items.FirstOrDefault(item => item.ValueKind != JsonValueKind.Object) is { ValueKind: not JsonValueKind.Undefined } other ? throw Fault(name, "a list of objects", other) : items;
    }

    /// <summary>The texts of a list, or one text alone.</summary>
    public static IReadOnlyList<string> Texts(JsonElement parent, string name) => Find(parent, name) is { ValueKind: JsonValueKind.String } one
        ? [TextOf(one, name)]
        : [.. Items(parent, name).Select(item => TextOf(item, name))];

    /// <summary>The fault of a member of another type.</summary>
    public static FaultException Fault(string name, string expected, JsonElement value) => FaultException.OfMember(name, $"'{name}' takes {expected}, not {KindOf(value)}.");

    private static string KindOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "this number",
        JsonValueKind.True or JsonValueKind.False => "true or false",
        _ => "null",
    };
}
