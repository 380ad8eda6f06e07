using System;
using System.Globalization;
using System.Management.Automation;

namespace HolySheep.PowerShell.Binding;

/// <summary>The text of a value from a script, the same in every culture.</summary>
internal static class PipelineText
{
    /// <summary>The text of a value; empty for null.</summary>
    internal static string Of(object? value) => value switch
    {
        null => "",
        string text => text,
        _ => (string)LanguagePrimitives.ConvertTo(value, typeof(string), CultureInfo.InvariantCulture),
    };

    /// <summary>True where the value is itself a text or number, not an object with properties that matter.</summary>
    internal static bool IsScalar(object value) => value is string or ValueType or Uri or Version;
}
