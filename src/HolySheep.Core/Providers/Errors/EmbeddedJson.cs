using System.Linq;
using System.Text;
using System.Text.Json;

namespace HolySheep.Providers.Errors;

/// <summary>Finds the JSON in a text: the whole text, or an error after a sentence such as <c>400: {"error": …}</c>.</summary>
internal static class EmbeddedJson
{
    // Braces of prose, as in a template that an error quotes, may precede the JSON.
    private const int MostTries = 4;

    private static readonly char[] Openings = ['{', '['];
    private static readonly string[] MarksOfErrors = ["error", "errors", "message", "msg", "detail", "details", "code", "baseresp", "errormessage", "errorcode"];

    /// <summary>The first JSON in a text, also one without its end, with the text before and after it; null if there is none.</summary>
    public static (JsonDocument Json, string Before, string After)? Find(string text)
    {
        if (text.Length > 2 && text[0] == '"' && text[text.Length - 1] == '"')
        {
            return Parse(text) is { Tail: "" } quoted ? (quoted.Json, "", "") : null;
        }

        var start = -1;
        for (var tries = 0; tries < MostTries; tries++)
        {
            start = text.IndexOfAny(Openings, start + 1);
            if (start < 0)
            {
                return null;
            }

            if (Parse(text.Substring(start)) is not { } found)
            {
                continue;
            }

            if (start == 0 ? found.Json.RootElement.ValueKind != JsonValueKind.Array || HoldsNoNumbers(found.Json.RootElement) : IsError(found.Json.RootElement))
            {
                return (found.Json, text.Substring(0, start), start == 0 ? "" : found.Tail);
            }

            found.Json.Dispose();
        }

        return null;
    }

    private static (JsonDocument Json, string Tail)? Parse(string text)
    {
        try
        {
            // What follows the value, as the end of a stream does, is not part of it.
            var bytes = Encoding.UTF8.GetBytes(text);
            var reader = new Utf8JsonReader(bytes, isFinalBlock: false, default);
            return JsonDocument.TryParseValue(ref reader, out var document) ? (document, Encoding.UTF8.GetString(bytes, (int)reader.BytesConsumed, bytes.Length - (int)reader.BytesConsumed))
                : CutJson.Close(bytes) is { } closed ? (JsonDocument.Parse(closed), "")
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A list of numbers at the start of a sentence, as in <c>[400] wrong</c>, is not an error.</summary>
    private static bool HoldsNoNumbers(JsonElement list) => list.GetArrayLength() > 0 && list[0].ValueKind != JsonValueKind.Number;

    private static bool IsError(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().Any(member => MarksOfErrors.Contains(ErrorCollector.NameOf(member))),
        JsonValueKind.Array => json.GetArrayLength() > 0 && IsError(json[0]),
        _ => false,
    };
}
