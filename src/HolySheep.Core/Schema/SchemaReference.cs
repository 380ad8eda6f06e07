using System;
using System.Text.Json;

namespace HolySheep.Schema;

/// <summary>Resolves a <c>$ref</c> in a schema.</summary>
internal static class SchemaReference
{
    private const int MostSteps = 16;

    /// <summary>The schema itself, or the schema that it references; null if the reference does not exist in the root.</summary>
    public static JsonElement? Resolve(JsonElement root, JsonElement schema)
    {
        for (var step = 0; step < MostSteps; step++)
        {
            if (schema.ValueKind != JsonValueKind.Object || !schema.TryGetProperty("$ref", out var reference) || reference.ValueKind != JsonValueKind.String)
            {
                return schema;
            }

            if (Find(root, reference.GetString()!) is not { } found)
            {
                return null;
            }

            schema = found;
        }

        return null;
    }

    private static JsonElement? Find(JsonElement root, string reference)
    {
        if (!reference.StartsWith("#", StringComparison.Ordinal))
        {
            return null;
        }

        var found = root;
        foreach (var part in reference.TrimStart('#').Split(['/'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (found.ValueKind != JsonValueKind.Object || !found.TryGetProperty(part.Replace("~1", "/").Replace("~0", "~"), out found))
            {
                return null;
            }
        }

        return found;
    }
}
