using System;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using HolySheep.Configuration.Description;
using HolySheep.Configuration.Edits;
using HolySheep.Errors;

namespace HolySheep.Configuration.Settings;

/// <summary>Converts between the text of a setting's value and its JSON; the reader of the file checks ranges and references.</summary>
internal static class SettingValue
{
    /// <summary>The JSON of a text.</summary>
    /// <exception cref="ConfigurationException">The text has not the form of the key's values.</exception>
    public static JsonNode Parse(SettingKey key, string text) => Parse(key.Shape, text)
        ?? throw new ConfigurationException($"expected {Expected(key.Shape)}{(key.Description?.Example is { } example ? ", for example " + example.Trim('"') : "")}", key: key.Name);

    /// <summary>The text of a value in effect; null if there is none.</summary>
    public static string? TextOf(JsonNode? node) => node switch
    {
        null => null,
        JsonArray list when list.All(item => Nodes.TextOf(item) is { } text && text.IndexOf(',') < 0) => string.Join(",", list.Select(Nodes.TextOf)),
        _ => Nodes.TextOf(node) ?? node.ToJsonString(),
    };

    private static JsonNode? Parse(KeyShape shape, string text) => shape switch
    {
        { Forms.Count: > 0 } => shape.Forms.Select(form => Parse(form, text)).FirstOrDefault(node => node is not null),
        { Type: "boolean" } => bool.TryParse(text, out var flag) ? JsonValue.Create(flag) : null,
        { Type: "number" or "integer" } => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number) : null,
        { Type: "array" } => ParseList(shape, text),
        { Type: "object" } => Json(text) as JsonObject,
        _ => JsonValue.Create(shape.Values.FirstOrDefault(value => string.Equals(value, text, StringComparison.OrdinalIgnoreCase)) ?? text),
    };

    private static JsonArray? ParseList(KeyShape shape, string text)
    {
        if (text.TrimStart().StartsWith("[", StringComparison.Ordinal))
        {
            return Json(text) as JsonArray;
        }

        var items = text.Split(',').Select(item => Parse(shape.Item!, item.Trim())).ToArray();
        return items.Contains(null) ? null : new JsonArray(items);
    }

    private static JsonNode? Json(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Expected(KeyShape shape) => shape switch
    {
        { Type: "array" } => "a " + shape.Words + ", separated by commas or as JSON",
        { Type: "integer" } => "a whole number",
        { Type: "number", Words: "number" } => "a number",
        { Type: "object" } => "a JSON object { … }",
        _ => shape.Words,
    };
}
