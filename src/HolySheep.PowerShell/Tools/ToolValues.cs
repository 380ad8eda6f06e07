using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using HolySheep.Schema;

namespace HolySheep.PowerShell.Tools;

/// <summary>The arguments of a tool call as values that the engine binds to parameters: texts, numbers, booleans, lists and tables. No value is a script, and no text is expanded.</summary>
internal static class ToolValues
{
    internal static IReadOnlyDictionary<string, object?> Of(string arguments)
    {
        using var document = JsonDocument.Parse(HalfEscapes.Repair(arguments));
        return document.RootElement.EnumerateObject().ToDictionary(member => member.Name, member => Of(member.Value), StringComparer.Ordinal);
    }

    private static object? Of(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => Table(value),
        JsonValueKind.Array => value.EnumerateArray().Select(Of).ToArray(),
        JsonValueKind.String => value.GetString(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => Number(value),
        _ => null,
    };

    private static Hashtable Table(JsonElement value)
    {
        var table = new Hashtable(StringComparer.OrdinalIgnoreCase);
        foreach (var member in value.EnumerateObject())
        {
            table[member.Name] = Of(member.Value);
        }

        return table;
    }

    // The engine converts a whole number that is written with a fraction (2.0) from a double.
    private static object Number(JsonElement number) =>
        number.TryGetInt32(out var small) ? small
        : number.TryGetInt64(out var large) ? large
        : number.TryGetDecimal(out var exact) ? exact
        : number.GetDouble();
}
