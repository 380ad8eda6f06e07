using System.IO;
using System.Text;
using System.Text.Json;
using HolySheep.Schema;

namespace HolySheep.Providers.Sandbox;

/// <summary>Creates the smallest JSON that follows a schema, so that structured output can be rehearsed.</summary>
internal static class SandboxSample
{
    private const int DeepestLevel = 16;

    public static string Of(string schema)
    {
        using var document = JsonDocument.Parse(schema);
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            Write(writer, document.RootElement, document.RootElement, 0);
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static void Write(Utf8JsonWriter writer, JsonElement root, JsonElement given, int level)
    {
        if (level > DeepestLevel || SchemaReference.Resolve(root, given) is not { ValueKind: JsonValueKind.Object } schema)
        {
            writer.WriteNullValue();
            return;
        }

        if (schema.TryGetProperty("const", out var constant))
        {
            constant.WriteTo(writer);
            return;
        }

        if (schema.TryGetProperty("enum", out var values) && values.ValueKind == JsonValueKind.Array && values.GetArrayLength() > 0)
        {
            values[0].WriteTo(writer);
            return;
        }

        if (schema.TryGetProperty("anyOf", out var forms) && forms.ValueKind == JsonValueKind.Array && forms.GetArrayLength() > 0)
        {
            Write(writer, root, forms[0], level + 1);
            return;
        }

        switch (TypeOf(schema))
        {
            case "object":
                WriteObject(writer, root, schema, level);
                break;
            case "array":
                WriteArray(writer, root, schema, level);
                break;
            case "integer" or "number":
                writer.WriteNumberValue(0);
                break;
            case "boolean":
                writer.WriteBooleanValue(false);
                break;
            case "null":
                writer.WriteNullValue();
                break;
            default:
                writer.WriteStringValue(TextOf(schema));
                break;
        }
    }

    private static void WriteObject(Utf8JsonWriter writer, JsonElement root, JsonElement schema, int level)
    {
        writer.WriteStartObject();
        if (schema.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in properties.EnumerateObject())
            {
                writer.WritePropertyName(property.Name);
                Write(writer, root, property.Value, level + 1);
            }
        }

        writer.WriteEndObject();
    }

    private static void WriteArray(Utf8JsonWriter writer, JsonElement root, JsonElement schema, int level)
    {
        writer.WriteStartArray();
        // A list of itself ends as an empty list.
        if (level < DeepestLevel && schema.TryGetProperty("items", out var items))
        {
            Write(writer, root, items, level + 1);
        }

        writer.WriteEndArray();
    }

    private static string TextOf(JsonElement schema) => !schema.TryGetProperty("format", out var format) ? "sandbox" : format.ToString() switch
    {
        "date-time" => "2025-01-01T00:00:00Z",
        "date" => "2025-01-01",
        "time" => "00:00:00",
        "uuid" => "00000000-0000-0000-0000-000000000000",
        "uri" => "https://sandbox.invalid/",
        _ => "sandbox",
    };

    private static string? TypeOf(JsonElement schema)
    {
        if (!schema.TryGetProperty("type", out var type))
        {
            return schema.TryGetProperty("properties", out _) ? "object" : null;
        }

        return type.ValueKind == JsonValueKind.Array && type.GetArrayLength() > 0 ? type[0].GetString() : type.GetString();
    }
}
