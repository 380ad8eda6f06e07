using System.Text.Json;
using HolySheep.Schema;

namespace HolySheep.Csv.Journal;

/// <summary>Parses texts that may not be JSON, such as answers; half of a character in them does not stop the reading.</summary>
internal static class JsonDocuments
{
    /// <summary>The document, which the caller disposes; null if the text is not JSON.</summary>
    public static JsonDocument? TryParse(string text)
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
