using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace HolySheep.Providers.Anthropic;

/// <summary>A JSON schema in the form that the provider can hold an answer to: closed objects, and no limits on numbers, lengths and lists. Those become words of the description, and the answer is checked against the whole schema later.</summary>
internal static class SchemaForm
{
    private const int Deepest = 32;
    private static readonly string[] Kept = ["type", "description", "title", "enum", "const", "default", "$ref"];
    private static readonly string[] Formats = ["date-time", "time", "date", "duration", "email", "hostname", "uri", "ipv4", "ipv6", "uuid"];
    private static readonly string[] Dropped = ["$schema", "$id", "$comment", "additionalProperties", "examples"];

    /// <summary>The schema in that form; null if it cannot say the same: objects whose members it does not name, values of any type, or a type within itself.</summary>
    public static JsonObject? Of(string schema)
    {
        using var document = JsonDocument.Parse(schema);
        return SchemaLoops.Has(document.RootElement) ? null : Convert(document.RootElement, 0);
    }

    private static JsonObject? Convert(JsonElement schema, int depth)
    {
        if (depth > Deepest || schema.ValueKind != JsonValueKind.Object || !HasType(schema) || IsOpen(schema))
        {
            return null;
        }

        var form = new JsonObject();
        var words = new List<string>();
        foreach (var member in schema.EnumerateObject())
        {
            switch (member.Name)
            {
                case "properties" or "$defs" or "definitions":
                    if (ConvertMap(member.Value, depth) is not { } map)
                    {
                        return null;
                    }

                    form[member.Name] = map;
                    break;
                case "anyOf" or "oneOf" or "allOf":
                    if (ConvertList(member.Value, depth) is not { } list)
                    {
                        return null;
                    }

                    form[member.Name == "oneOf" ? "anyOf" : member.Name] = list;
                    break;
                case "items":
                    if (Convert(member.Value, depth + 1) is not { } items)
                    {
                        return null;
                    }

                    form["items"] = items;
                    break;
                default:
                    Keep(form, member, words);
                    break;
            }
        }

        if (IsObject(schema))
        {
            form["properties"] ??= new JsonObject();
            form["additionalProperties"] = false;
        }

        if (words.Count > 0)
        {
            form["description"] = string.Join("\n\n", new[] { form["description"]?.ToString(), $"{{{string.Join(", ", words)}}}" }.Where(text => !string.IsNullOrEmpty(text)));
        }

        return form;
    }

    private static void Keep(JsonObject form, JsonProperty member, List<string> words)
    {
        var isKept = Kept.Contains(member.Name) || member.Name == "required"
            || (member.Name == "format" && member.Value.ValueKind == JsonValueKind.String && Formats.Contains(member.Value.GetString()))
            || (member.Name == "minItems" && member.Value.ValueKind == JsonValueKind.Number && member.Value.GetDouble() is 0 or 1);
        if (isKept)
        {
            form[member.Name] = JsonNode.Parse(member.Value.GetRawText());
        }
        else if (!Dropped.Contains(member.Name))
        {
            words.Add($"{member.Name}: {member.Value.GetRawText()}");
        }
    }

    private static JsonObject? ConvertMap(JsonElement map, int depth)
    {
        var form = new JsonObject();
        if (map.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        foreach (var member in map.EnumerateObject())
        {
            if (Convert(member.Value, depth + 1) is not { } schema)
            {
                return null;
            }

            form[member.Name] = schema;
        }

        return form;
    }

    private static JsonArray? ConvertList(JsonElement list, int depth)
    {
        var form = new JsonArray();
        if (list.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        foreach (var item in list.EnumerateArray())
        {
            if (Convert(item, depth + 1) is not { } schema)
            {
                return null;
            }

            form.Add((JsonNode)schema);
        }

        return form;
    }

    private static bool HasType(JsonElement schema) =>
        new[] { "type", "enum", "const", "anyOf", "oneOf", "allOf", "$ref" }.Any(name => schema.TryGetProperty(name, out _));

    private static bool IsObject(JsonElement schema) =>
        schema.TryGetProperty("type", out var type)
            ? type.ValueKind == JsonValueKind.String ? type.ValueEquals("object") : type.ValueKind == JsonValueKind.Array && type.EnumerateArray().Any(one => one.ValueKind == JsonValueKind.String && one.ValueEquals("object"))
            : schema.TryGetProperty("properties", out _);

    /// <summary>Whether members are allowed whose names the schema does not give: closed, such an object would always be empty.</summary>
    private static bool IsOpen(JsonElement schema) =>
        schema.TryGetProperty("patternProperties", out _)
        || MoreOf(schema) == JsonValueKind.Object
        || (IsObject(schema) && !HasMembers(schema) && MoreOf(schema) != JsonValueKind.False);

    private static JsonValueKind? MoreOf(JsonElement schema) => schema.TryGetProperty("additionalProperties", out var more) ? more.ValueKind : null;

    private static bool HasMembers(JsonElement schema) => schema.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object && properties.EnumerateObject().Any();
}
