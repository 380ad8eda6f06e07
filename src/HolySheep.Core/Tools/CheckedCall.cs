using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using HolySheep.Chat.Parts;
using HolySheep.Chat.Tools;
using HolySheep.Schema;

namespace HolySheep.Tools;

/// <summary>A tool call as the model wrote it, checked against the tools that it was offered.</summary>
/// <param name="Arguments">The arguments without members that are null; null if the call cannot be run.</param>
/// <param name="Fault">What the model must correct; null if the call can be run.</param>
internal readonly record struct CheckedCall(string? Arguments, string? Fault)
{
    public static CheckedCall Of(ChatToolCall call, IReadOnlyList<ChatTool> tools)
    {
        var tool = tools.FirstOrDefault(tool => tool.Name == call.Name);
        if (tool is null)
        {
            return Refused($"No tool is called '{call.Name}'. The tools are: {string.Join(", ", tools.Select(tool => tool.Name))}.");
        }

        try
        {
            using var given = JsonDocument.Parse(string.IsNullOrWhiteSpace(call.Arguments) ? "{}" : call.Arguments);
            return Of(given.RootElement, tool);
        }
        catch (JsonException exception)
        {
            return Refused($"The arguments are not JSON: {exception.Message}");
        }
        catch (Exception exception) when (exception is InvalidOperationException or FormatException)
        {
            // A text with half of a character, or a number that no type holds.
            return Refused($"The arguments cannot be read: {exception.Message}");
        }
    }

    private static CheckedCall Of(JsonElement given, ChatTool tool)
    {
        if (given.ValueKind != JsonValueKind.Object)
        {
            return Refused("The arguments are not a JSON object.");
        }

        var members = given.EnumerateObject().Where(member => member.Value.ValueKind != JsonValueKind.Null).ToList();
        if (members.GroupBy(member => member.Name).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            return Refused($"The argument '{twice.Key}' is given twice.");
        }

        using var rules = JsonDocument.Parse(tool.Parameters);
        var text = Text(members, rules.RootElement);
        using var arguments = JsonDocument.Parse(text);
        return FindUnknown(members, rules.RootElement) is { } unknown ? Refused(unknown)
            : SchemaCheck.FindFault(rules.RootElement, arguments.RootElement) is { } fault ? Refused($"The arguments do not follow the tool's schema: {fault}.")
            : new CheckedCall(text, null);
    }

    /// <summary>The fault of an argument that a closed schema does not name; null if there is none.</summary>
    private static string? FindUnknown(List<JsonProperty> members, JsonElement rules)
    {
        if (!rules.TryGetProperty("additionalProperties", out var more) || more.ValueKind != JsonValueKind.False)
        {
            return null;
        }

        var known = rules.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object ? properties.EnumerateObject().Select(property => property.Name).ToList() : [];
        var unknown = members.Select(member => member.Name).FirstOrDefault(name => !known.Contains(name));
        return unknown is null ? null
            : known.Count == 0 ? $"The tool has no argument '{unknown}': it takes none."
            : $"The tool has no argument '{unknown}'. Its arguments are: {string.Join(", ", known)}.";
    }

    /// <summary>The arguments as the schema wants them: models often write one value where a list of one is wanted, or a number in quotes.</summary>
    private static string Text(List<JsonProperty> members, JsonElement rules)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            foreach (var member in members)
            {
                json.WritePropertyName(member.Name);
                Write(json, member.Value, rules.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object && properties.TryGetProperty(member.Name, out var rule) ? rule : default);
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static void Write(Utf8JsonWriter json, JsonElement value, JsonElement rule)
    {
        switch (rule.ValueKind == JsonValueKind.Object && rule.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String ? type.GetString() : null)
        {
            case "array" when value.ValueKind != JsonValueKind.Array:
                json.WriteStartArray();
                Write(json, value, rule.TryGetProperty("items", out var item) ? item : default);
                json.WriteEndArray();
                break;
            case "integer" or "number" when value.ValueKind == JsonValueKind.String && decimal.TryParse(value.GetString(), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number):
                json.WriteNumberValue(number);
                break;
            case "boolean" when value.ValueKind == JsonValueKind.String && bool.TryParse(value.GetString(), out var truth):
                json.WriteBooleanValue(truth);
                break;
            case "string" when value.ValueKind == JsonValueKind.Number:
                json.WriteStringValue(value.GetRawText());
                break;
            default:
                value.WriteTo(json);
                break;
        }
    }

    private static CheckedCall Refused(string fault) => new(null, fault);
}
