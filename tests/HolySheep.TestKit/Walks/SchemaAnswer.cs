using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace HolySheep.TestKit.Walks;

/// <summary>Answers a question that has a schema of closed answers, as a model would.</summary>
public static class SchemaAnswer
{
    /// <summary>An answer with the first value that each property may have; null if the request has no schema.</summary>
    public static Reply? Of(RecordedRequest request) =>
        request.Json?.TryGetProperty("response_format", out JsonElement format) == true && format.TryGetProperty("json_schema", out JsonElement named) && named.GetProperty("schema").TryGetProperty("properties", out JsonElement properties)
            ? Reply.Text(new JsonObject(properties.EnumerateObject().Select(property => new System.Collections.Generic.KeyValuePair<string, JsonNode?>(property.Name, ValueOf(property.Value)))).ToJsonString())
            : null;

    private static JsonNode? ValueOf(JsonElement schema) => schema.TryGetProperty("enum", out JsonElement values) ? JsonNode.Parse(values[0].GetRawText()) : JsonValue.Create("text");
}
