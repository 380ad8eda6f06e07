using System;
using System.Collections;
using System.Collections.Specialized;
using System.Management.Automation;
using System.Text.Json;

namespace HolySheep.PowerShell.Binding;

/// <summary>Reads the JSON text that ConvertTo-Json gets for a nested part of a result.</summary>
internal static class NestedText
{
    /// <summary>The lists and objects of a JSON text; any other value unchanged.</summary>
    internal static object? Read(object? value)
    {
        if (ValueShapes.Unwrapped(value) is not string text || !(text.StartsWith("[", StringComparison.Ordinal) || text.StartsWith("{", StringComparison.Ordinal)))
        {
            return value;
        }

        try
        {
            return JsonObject.Of(text);
        }
        catch (JsonException)
        {
            return value;
        }
    }

    /// <summary>The list in a JSON text; null if it is not a list.</summary>
    internal static IList? ReadList(object? value) => Read(value) as IList;

    /// <summary>The names and values of a custom object; null if the value is not one.</summary>
    internal static IDictionary? TableOf(object? value)
    {
        if (value is not PSObject { BaseObject: PSCustomObject } custom)
        {
            return null;
        }

        var table = new OrderedDictionary();
        foreach (var property in custom.Properties)
        {
            table[property.Name] = property.Value;
        }

        return table;
    }
}
