using System.Text.Json;
using HolySheep.Chat;
using HolySheep.Gateway.Http;

namespace HolySheep.Gateway.Protocols;

/// <summary>Reads what OpenAI's formats say of the form of an answer: a text, any JSON object, or one that follows a schema.</summary>
internal static class SchemaFormat
{
    /// <summary>The schema that an answer must follow; null if it is a text, or if the schema is only named.</summary>
    /// <param name="format">What the request says.</param>
    /// <param name="place">Where it stands in the body.</param>
    /// <param name="inside">The member of it that holds the schema with its name; null means itself.</param>
    /// <param name="notes">Takes what no other format can say.</param>
    /// <exception cref="FaultException">It has another form.</exception>
    public static ChatJsonSchema? Read(JsonElement format, string place, string? inside, TranslationNotes notes)
    {
        var member = place.Split('.')[0];
        switch (RequestJson.Needed(format, "type"))
        {
            case "text":
                return null;
            case "json_object":
                return new ChatJsonSchema("""{"type":"object"}""", strict: false);
            case "json_schema":
                var named = inside is null ? format : RequestJson.Object(format, inside) ?? throw FaultException.OfMember(member, $"'{place}.{inside}' is missing.");
                if (RequestJson.Object(named, "schema") is { } schema)
                {
                    return new ChatJsonSchema(schema.GetRawText(), RequestJson.Text(named, "name") ?? "answer", RequestJson.Flag(named, "strict") ?? false);
                }

                notes.AddOnly("a JSON schema that is only named");
                return null;
            case var other:
                throw FaultException.OfMember(member, $"'{place}.type' is '{other}'; it takes text, json_object or json_schema.");
        }
    }
}
