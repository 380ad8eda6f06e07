using System.IO;
using System.Linq;
using System.Text.Json;

namespace HolySheep.Gateway.Protocols;

/// <summary>Takes what this gateway put into a conversation out of a caller's body: it means nothing to a provider, and everything else stays as the caller wrote it.</summary>
internal static class OwnMarks
{
    private static readonly string[] Places = ["signature", "data", "encrypted_content"];

    private delegate void ItemWriter(Utf8JsonWriter json, JsonElement item);

    /// <summary>The body without the marks of its turns.</summary>
    /// <param name="body">The body.</param>
    /// <param name="turns">The member that holds the turns.</param>
    public static byte[] Cut(JsonElement body, string turns)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { SkipValidation = true }))
        {
            WriteObject(json, body, turns, WriteTurn);
        }

        return bytes.ToArray();
    }

    private static bool Has(JsonElement item) => item.ValueKind == JsonValueKind.Object
        && Places.Any(place => item.TryGetProperty(place, out var value) && value.ValueKind == JsonValueKind.String && ReasoningSeal.IsOwn(value.GetString()));

    // A turn of which nothing is left would be an empty one, which providers refuse.
    private static bool IsEmptied(JsonElement turn) => turn.ValueKind == JsonValueKind.Object && turn.TryGetProperty("content", out var content)
        && content.ValueKind == JsonValueKind.Array && content.GetArrayLength() > 0 && content.EnumerateArray().All(Has);

    private static void WriteTurn(Utf8JsonWriter json, JsonElement turn)
    {
        if (turn.ValueKind == JsonValueKind.Object)
        {
            WriteObject(json, turn, "content", WriteAsItIs);
        }
        else
        {
            WriteAsItIs(json, turn);
        }
    }

    private static void WriteObject(Utf8JsonWriter json, JsonElement parent, string list, ItemWriter write)
    {
        json.WriteStartObject();
        foreach (var member in parent.EnumerateObject())
        {
            json.WritePropertyName(member.Name);
            if (member.NameEquals(list) && member.Value.ValueKind == JsonValueKind.Array)
            {
                json.WriteStartArray();
                foreach (var item in member.Value.EnumerateArray().Where(item => !Has(item) && !IsEmptied(item)))
                {
                    write(json, item);
                }

                json.WriteEndArray();
            }
            else
            {
                WriteAsItIs(json, member.Value);
            }
        }

        json.WriteEndObject();
    }

    private static void WriteAsItIs(Utf8JsonWriter json, JsonElement value) => json.WriteRawValue(value.GetRawText(), skipInputValidation: true);
}
