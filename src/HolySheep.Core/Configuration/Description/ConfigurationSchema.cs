using System.Collections.Generic;
using System.Linq;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace HolySheep.Configuration.Description;

/// <summary>The JSON schema of the configuration file, for editors.</summary>
public static class ConfigurationSchema
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The schema, indented, without a line break at its end.</summary>
    public static string Text => Of().ToJsonString(Indented).Replace("\r\n", "\n");

    private static JsonObject Of()
    {
        var schema = new JsonObject
        {
            ["$schema"] = "http://json-schema.org/draft-07/schema#",
            ["title"] = "HolySheep configuration",
        };
        foreach (var (name, value) in OfObject(ConfigurationKeys.All))
        {
            schema[name] = value;
        }

        return schema;
    }

    private static IEnumerable<(string Name, JsonNode Value)> OfObject(IReadOnlyList<KeyDescription> keys)
    {
        var properties = new JsonObject();
        foreach (var key in keys)
        {
            var shape = OfShape(key.Shape);
            shape["description"] = KeyDescription.Plain(key.Text + (key.Default is null ? " Required." : $" Default: {key.Default}."));
            if (key.Example is { } example)
            {
                shape["examples"] = new JsonArray(JsonNode.Parse(example));
            }

            properties[key.Name] = shape;
        }

        yield return ("type", "object");
        yield return ("properties", properties);
        var required = keys.Where(key => key.Default is null).Select(key => (JsonNode?)JsonValue.Create(key.Name)).ToArray();
        if (required.Length > 0)
        {
            yield return ("required", new JsonArray(required));
        }

        yield return ("additionalProperties", false);
    }

    /// <summary>The keys of an object: those of a provider include the parts of presets' addresses.</summary>
    internal static IReadOnlyList<KeyDescription> WithSettings(IReadOnlyList<KeyDescription> keys) =>
        ReferenceEquals(keys, ProviderKeys.All) ? [.. keys, .. ProviderKeys.Settings.Where(setting => keys.All(key => key.Name != setting.Name))] : keys;

    private static JsonObject OfShape(KeyShape shape)
    {
        if (shape.Forms.Count > 0)
        {
            return new JsonObject { ["anyOf"] = new JsonArray([.. shape.Forms.Select(OfShape)]) };
        }

        var node = new JsonObject();
        if (shape.Keys.Count > 0)
        {
            foreach (var (name, value) in OfObject(WithSettings(shape.Keys)))
            {
                node[name] = value;
            }

            return node;
        }

        node["type"] = shape.Type;
        if (shape.Values.Count > 0)
        {
            node["enum"] = new JsonArray([.. shape.Values.Select(value => (JsonNode?)JsonValue.Create(value))]);
        }

        Set(node, "minimum", shape.Least);
        Set(node, "maximum", shape.Most);
        if (shape.Item is { } item)
        {
            node[shape.Type == "array" ? "items" : "additionalProperties"] = OfShape(item);
        }

        return node;
    }

    private static void Set(JsonObject node, string name, decimal? number)
    {
        if (number is { } value)
        {
            node[name] = JsonValue.Create(value);
        }
    }
}
