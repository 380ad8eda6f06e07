using System;
using System.Globalization;
using System.Linq;
using System.Text.Json;

namespace HolySheep.Schema;

/// <summary>Checks whether an answer has the structure of its schema: types, required properties, choices. Unknown keywords and additional properties are allowed.</summary>
internal sealed class SchemaCheck
{
    private const int DeepestLevel = 64;
    private readonly JsonElement _root;

    private SchemaCheck(JsonElement root) => _root = root;

    /// <summary>What does not fit and where; null if everything fits.</summary>
    public static string? FindFault(JsonElement schema, JsonElement answer) => new SchemaCheck(schema).Find(schema, answer, "$", 0);

    private string? Find(JsonElement schema, JsonElement value, string path, int level)
    {
        if (level > DeepestLevel || SchemaReference.Resolve(_root, schema) is not { ValueKind: JsonValueKind.Object } rules)
        {
            return null;
        }

        return FindTypeFault(rules, value, path)
            ?? FindChoiceFault(rules, value, path)
            ?? FindMemberFault(rules, value, path, level)
            ?? FindItemFault(rules, value, path, level)
            ?? FindUnionFault(rules, value, path, level);
    }

    private static string? FindTypeFault(JsonElement rules, JsonElement value, string path)
    {
        if (!rules.TryGetProperty("type", out var type))
        {
            return null;
        }

        var names = type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(name => name.ToString()).ToList() : [type.ToString()];
        return names.Any(name => Is(value, name)) ? null : $"{path} is {Described(value)}, not {string.Join(" or ", names)}";
    }

    private static bool Is(JsonElement value, string type) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && Math.Floor(number).Equals(number),
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "null" => value.ValueKind == JsonValueKind.Null,
        _ => true,
    };

    private static string? FindChoiceFault(JsonElement rules, JsonElement value, string path)
    {
        if (rules.TryGetProperty("const", out var constant) && !Equal(constant, value))
        {
            return $"{path} is {Described(value)}, not {constant.GetRawText()}";
        }

        return rules.TryGetProperty("enum", out var choices) && choices.ValueKind == JsonValueKind.Array && !choices.EnumerateArray().Any(choice => Equal(choice, value))
            ? $"{path} is {Described(value)}, not one of {choices.GetRawText()}"
            : null;
    }

    private static bool Equal(JsonElement a, JsonElement b) => a.ValueKind == b.ValueKind && a.ValueKind switch
    {
        JsonValueKind.String => a.ValueEquals(b.GetString()),
        JsonValueKind.Number => a.GetDouble().Equals(b.GetDouble()),
        _ => true,
    };

    private string? FindMemberFault(JsonElement rules, JsonElement value, string path, int level)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        if (rules.TryGetProperty("required", out var required) && required.ValueKind == JsonValueKind.Array)
        {
            var missing = required.EnumerateArray().Select(name => name.ToString()).FirstOrDefault(name => !value.TryGetProperty(name, out _));
            if (missing is not null)
            {
                return $"{path} has no '{missing}'";
            }
        }

        return rules.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object
            ? properties.EnumerateObject()
                .Select(property => value.TryGetProperty(property.Name, out var member) ? Find(property.Value, member, $"{path}.{property.Name}", level + 1) : null)
                .FirstOrDefault(fault => fault is not null)
            : null;
    }

    private string? FindItemFault(JsonElement rules, JsonElement value, string path, int level) =>
        value.ValueKind == JsonValueKind.Array && rules.TryGetProperty("items", out var items)
            ? value.EnumerateArray()
                .Select((item, index) => Find(items, item, $"{path}[{index.ToString(CultureInfo.InvariantCulture)}]", level + 1))
                .FirstOrDefault(fault => fault is not null)
            : null;

    private string? FindUnionFault(JsonElement rules, JsonElement value, string path, int level)
    {
        foreach (var word in (string[])["anyOf", "oneOf"])
        {
            if (rules.TryGetProperty(word, out var any) && any.ValueKind == JsonValueKind.Array && any.GetArrayLength() > 0
                && !any.EnumerateArray().Any(schema => Find(schema, value, path, level + 1) is null))
            {
                return $"{path} is {Described(value)}, which matches none of its forms";
            }
        }

        return rules.TryGetProperty("allOf", out var all) && all.ValueKind == JsonValueKind.Array
            ? all.EnumerateArray().Select(schema => Find(schema, value, path, level + 1)).FirstOrDefault(fault => fault is not null)
            : null;
    }

    private static string Described(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a text",
        _ => value.GetRawText(),
    };
}
