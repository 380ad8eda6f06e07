using System.Linq;
using System.Text.Json;

namespace HolySheep.Schema;

/// <summary>Decides whether a provider can enforce a schema: every property must be required and no other allowed.</summary>
internal static class SchemaStrictness
{
    private static readonly string[] Lists = ["anyOf", "prefixItems"];
    private static readonly string[] Maps = ["properties", "$defs", "definitions"];
    private static readonly string[] Kinds = ["type", "enum", "const", "anyOf", "$ref"];
    private static readonly string[] Unsupported = ["oneOf", "allOf", "not", "if", "patternProperties", "dependentRequired", "dependentSchemas"];

    /// <summary>True if the schema may be sent as strict.</summary>
    public static bool IsStrict(JsonElement schema) =>
        schema.TryGetProperty("properties", out _) && !schema.TryGetProperty("anyOf", out _) && IsClosed(schema);

    private static bool IsClosed(JsonElement schema)
    {
        if (schema.ValueKind != JsonValueKind.Object || Unsupported.Any(word => schema.TryGetProperty(word, out _))
            || !Kinds.Any(word => schema.TryGetProperty(word, out _)))
        {
            return false;
        }

        var isObject = schema.TryGetProperty("properties", out var properties)
            || (schema.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String && type.GetString() == "object");
        return (!isObject || (IsSealed(schema) && RequiresAll(schema, properties)))
            && (!schema.TryGetProperty("items", out var items) || IsClosed(items))
            && Lists.All(word => !schema.TryGetProperty(word, out var list) || (list.ValueKind == JsonValueKind.Array && list.EnumerateArray().All(IsClosed)))
            && Maps.All(word => !schema.TryGetProperty(word, out var map) || (map.ValueKind == JsonValueKind.Object && map.EnumerateObject().All(member => IsClosed(member.Value))));
    }

    private static bool IsSealed(JsonElement schema) => schema.TryGetProperty("additionalProperties", out var more) && more.ValueKind == JsonValueKind.False;

    private static bool RequiresAll(JsonElement schema, JsonElement properties) =>
        properties.ValueKind == JsonValueKind.Object
        && (!properties.EnumerateObject().Any()
            || (schema.TryGetProperty("required", out var required) && required.ValueKind == JsonValueKind.Array
                && properties.EnumerateObject().All(property => required.EnumerateArray().Any(name => name.ValueKind == JsonValueKind.String && name.ValueEquals(property.Name)))));
}
