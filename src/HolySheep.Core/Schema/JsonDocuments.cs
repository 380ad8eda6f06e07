using System;
using System.Text.Json;

namespace HolySheep.Schema;

/// <summary>Parses texts that may not be JSON, such as answers; half of a character in them does not stop the reading.</summary>
public static class JsonDocuments
{
    /// <summary>Whether a text begins as an object and is not one, such as the arguments of a call that broke off: no program may act on half of them.</summary>
    public static bool IsBrokenObject(string text) => text.TrimStart().StartsWith("{", StringComparison.Ordinal) && !IsJson(text);

    /// <summary>Whether a text is JSON.</summary>
    internal static bool IsJson(string text)
    {
        using var document = TryParse(text);
        return document is not null;
    }

    /// <summary>The document, which the caller disposes; null if the text is not JSON.</summary>
    internal static JsonDocument? TryParse(string text)
    {
        try
        {
            return JsonDocument.Parse(HalfEscapes.Repair(text));
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
