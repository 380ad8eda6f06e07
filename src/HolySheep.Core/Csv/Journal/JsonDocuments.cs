using System.Text.Json;

namespace HolySheep.Csv.Journal;

/// <summary>JSON that may be none.</summary>
internal static class JsonDocuments
{
    /// <summary>The document, to be disposed; null where the text is no JSON.</summary>
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
