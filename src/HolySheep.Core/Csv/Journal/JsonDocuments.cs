using System.Text.Json;

namespace HolySheep.Csv.Journal;

/// <summary>Parses texts that may not be JSON.</summary>
internal static class JsonDocuments
{
    /// <summary>The document, which the caller disposes; null if the text is not JSON.</summary>
    public static JsonDocument? TryParse(string text)
    {
        try
        {
            return JsonDocument.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
