using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using HolySheep.Schema;

namespace HolySheep.Csv.Agreement;

/// <summary>The answers that a schema allows, if it is closed: enums, booleans and constants, alone or as properties of objects.</summary>
internal sealed class AnswerClasses
{
    private const int MostJudgedAlone = 24;

    private AnswerClasses(IReadOnlyList<string>? all) => All = all;

    /// <summary>Every answer in its canonical form; null if they are too many to be judged one by one.</summary>
    public IReadOnlyList<string>? All { get; }

    /// <summary>The answers of a schema; null if it is not closed.</summary>
    public static AnswerClasses? Of(string schema)
    {
        using var document = JsonDocuments.TryParse(schema);
        return document is not null && Values(document.RootElement) is { } values ? new AnswerClasses(values.Count <= MostJudgedAlone ? values : null) : null;
    }

    /// <summary>The canonical form of an answer: without spaces, with properties in order; null if it is not JSON.</summary>
    public static string? ClassOf(string answer)
    {
        using var document = JsonDocuments.TryParse(answer);
        return document is null ? null : Canonical(document.RootElement);
    }

    /// <summary>The canonical values that a schema allows; null if it is not closed.</summary>
    private static List<string>? Values(JsonElement schema)
    {
        if (schema.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        if (schema.TryGetProperty("enum", out var listed) && listed.ValueKind == JsonValueKind.Array)
        {
            return [.. listed.EnumerateArray().Select(Canonical).Distinct(StringComparer.Ordinal)];
        }

        if (schema.TryGetProperty("const", out var constant))
        {
            return [Canonical(constant)];
        }

        return TypeOf(schema) switch
        {
            "boolean" => ["false", "true"],
            "object" => ValuesOfObject(schema),
            _ => null,
        };
    }

    private static string? TypeOf(JsonElement schema) => schema.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String ? type.GetString() : null;

    private static List<string>? ValuesOfObject(JsonElement schema)
    {
        if (!schema.TryGetProperty("properties", out var properties) || properties.ValueKind != JsonValueKind.Object || !properties.EnumerateObject().Any())
        {
            return null;
        }

        var required = schema.TryGetProperty("required", out var names) && names.ValueKind == JsonValueKind.Array ? names.EnumerateArray().Select(name => name.ToString()).ToList() : [];
        var objects = new List<string> { "" };
        foreach (var property in properties.EnumerateObject().OrderBy(property => property.Name, StringComparer.Ordinal))
        {
            if (Values(property.Value) is not { } values)
            {
                return null;
            }

            var members = values.Select(value => $"{Quoted(property.Name)}:{value},").ToList();
            if (!required.Contains(property.Name, StringComparer.Ordinal))
            {
                members.Add("");
            }

            // One more than are judged one by one tells that there are too many.
            objects = [.. objects.SelectMany(start => members.Select(member => start + member)).Take(MostJudgedAlone + 1)];
        }

        return [.. objects.Select(members => "{" + members.TrimEnd(',') + "}")];
    }

    private static string Canonical(JsonElement value)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            Write(writer, value);
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static void Write(Utf8JsonWriter writer, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            value.WriteTo(writer);
            return;
        }

        writer.WriteStartObject();
        foreach (var member in value.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal))
        {
            writer.WritePropertyName(member.Name);
            Write(writer, member.Value);
        }

        writer.WriteEndObject();
    }

    private static string Quoted(string name) => "\"" + JsonEncodedText.Encode(name) + "\"";
}
