using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using HolySheep.Errors;

namespace HolySheep.Schema;

/// <summary>The short form of a schema: names and types. Every property is required and no other is allowed, as strict providers demand.</summary>
internal static class SchemaShorthand
{
    private static readonly string[] SchemaWords = ["$schema", "$ref", "$defs", "anyOf", "oneOf", "allOf"];

    // PowerShell's type names in addition to those of JSON.
    private static readonly Dictionary<string, string> Types = new(StringComparer.OrdinalIgnoreCase)
    {
        ["string"] = "string",
        ["number"] = "number",
        ["integer"] = "integer",
        ["boolean"] = "boolean",
        ["datetime"] = "string",
        ["int"] = "integer",
        ["long"] = "integer",
        ["double"] = "number",
        ["decimal"] = "number",
        ["bool"] = "boolean",
    };

    /// <summary>True if an object is the short form, false if it is already a JSON schema.</summary>
    public static bool IsShort(JsonElement schema) =>
        !(SchemaWords.Any(word => schema.TryGetProperty(word, out _))
            || (schema.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object
                && properties.EnumerateObject().All(property => property.Value.ValueKind is JsonValueKind.Object or JsonValueKind.True))
            || (schema.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String && type.GetString() is "object" or "array"));

    /// <summary>Writes the JSON schema of the short form.</summary>
    /// <exception cref="HolySheepException">A type is not known.</exception>
    public static void Expand(Utf8JsonWriter writer, JsonElement shorthand) => WriteObject(writer, shorthand, "");

    private static void WriteObject(Utf8JsonWriter writer, JsonElement members, string path)
    {
        if (!members.EnumerateObject().Any())
        {
            throw AnswerSchema.Fault(path.Length == 0 ? "The schema has no properties." : $"The schema's '{path}' has no properties.");
        }

        writer.WriteStartObject();
        writer.WriteString("type", "object");
        writer.WriteStartObject("properties");
        foreach (var member in members.EnumerateObject())
        {
            writer.WritePropertyName(member.Name);
            Write(writer, member.Value, path.Length == 0 ? member.Name : path + "." + member.Name);
        }

        writer.WriteEndObject();
        writer.WriteStartArray("required");
        foreach (var member in members.EnumerateObject())
        {
            writer.WriteStringValue(member.Name);
        }

        writer.WriteEndArray();
        writer.WriteBoolean("additionalProperties", false);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, JsonElement type, string path)
    {
        switch (type.ValueKind)
        {
            case JsonValueKind.String:
                WriteWord(writer, type.GetString()!.Trim(), path);
                break;
            case JsonValueKind.Object when IsShort(type):
                WriteObject(writer, type, path);
                break;
            case JsonValueKind.Object:
                type.WriteTo(writer);
                break;
            case JsonValueKind.Array when type.GetArrayLength() == 1:
                WriteList(writer, () => Write(writer, type[0], path + "[]"));
                break;
            default:
                throw AnswerSchema.Fault($"The schema's '{path}' is {type.GetRawText()}, which is not a type.");
        }
    }

    private static void WriteWord(Utf8JsonWriter writer, string word, string path)
    {
        if (word.EndsWith("[]", StringComparison.Ordinal) && word.IndexOf('|') < 0)
        {
            WriteList(writer, () => WriteWord(writer, word.Substring(0, word.Length - 2), path));
            return;
        }

        var nullable = word.EndsWith("?", StringComparison.Ordinal);
        var plain = nullable ? word.Substring(0, word.Length - 1) : word;
        var choices = plain.Split('|').Select(choice => choice.Trim()).ToList();
        writer.WriteStartObject();
        if (choices.Count > 1)
        {
            WriteChoices(writer, choices, nullable, path);
        }
        else
        {
            WriteType(writer, TypeOf(plain, path), nullable);
            if (plain.Equals("datetime", StringComparison.OrdinalIgnoreCase))
            {
                writer.WriteString("format", "date-time");
            }
        }

        writer.WriteEndObject();
    }

    private static string TypeOf(string word, string path) => Types.TryGetValue(word, out var type)
        ? type
        : throw AnswerSchema.Fault(
            $"The schema's '{path}' has the type '{word}', which is not known{NearestName.Suggest(word, Types.Keys)}",
            "Types are string, number, integer, boolean and datetime, one of some words (low|high), and lists of them (string[]); a '?' at the end allows null.");

    private static void WriteChoices(Utf8JsonWriter writer, List<string> choices, bool nullable, string path)
    {
        if (choices.Any(choice => choice.Length == 0) || choices.Distinct(StringComparer.Ordinal).Count() < choices.Count)
        {
            throw AnswerSchema.Fault($"The schema's '{path}' has an empty or a repeated choice: {string.Join("|", choices)}.");
        }

        WriteType(writer, "string", nullable);
        writer.WriteStartArray("enum");
        foreach (var choice in choices)
        {
            writer.WriteStringValue(choice);
        }

        if (nullable)
        {
            writer.WriteNullValue();
        }

        writer.WriteEndArray();
    }

    private static void WriteType(Utf8JsonWriter writer, string type, bool nullable)
    {
        if (!nullable)
        {
            writer.WriteString("type", type);
            return;
        }

        writer.WriteStartArray("type");
        writer.WriteStringValue(type);
        writer.WriteStringValue("null");
        writer.WriteEndArray();
    }

    private static void WriteList(Utf8JsonWriter writer, Action writeItem)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "array");
        writer.WritePropertyName("items");
        writeItem();
        writer.WriteEndObject();
    }
}
