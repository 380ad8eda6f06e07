using System;
using System.Collections;
using System.Collections.Generic;
using System.Collections.Specialized;
using System.Linq;
using System.Management.Automation;
using HolySheep.Errors;
using HolySheep.PowerShell.Binding;

namespace HolySheep.PowerShell.Results;

/// <summary>
/// Members of results that hold several values. PowerShell sees a list, a table, an object or a time span. The .NET property of the same name, which ConvertTo-Json reads,
/// is one string, so that the default depth of 2 does not replace parts of a result by type names, in lists and hashtables too.
/// </summary>
internal static class NestedMember
{
    /// <summary>The members that PowerShell sees of a result, for <see cref="Show{T}(PSMemberInfoCollection{PSMemberInfo}, string, T)"/>.</summary>
    internal static PSMemberInfoCollection<PSMemberInfo> Of(object result) => PSObject.AsPSObject(result).Members;

    /// <summary>Shows this value to PowerShell under the name of a property of the result; returns the value.</summary>
    internal static T Show<T>(object result, string name, T value) => Of(result).Show(name, value);

    /// <summary>Shows this value to PowerShell under the name of a property; returns the value.</summary>
    internal static T Show<T>(this PSMemberInfoCollection<PSMemberInfo> members, string name, T value)
    {
        // Validation would look each name up in the session's type table.
        members.Add(new PSNoteProperty(name, value), preValidated: true);
        return value;
    }

    /// <summary>The text of a value: JSON, or a time span as <c>hh:mm:ss.fffffff</c>; null for null.</summary>
    internal static string? Text(object? value) => value switch
    {
        null => null,
        TimeSpan span => span.ToString("c"),
        _ => JsonText.Readable(Plain(value)),
    };

    /// <summary>A user's value: unchanged if it is one JSON value, otherwise its text.</summary>
    internal static object? Flat(object? value)
    {
        switch (ValueShapes.Unwrapped(value))
        {
            case null:
                return null;
            case string or bool or DateTime or DateTimeOffset or Guid or decimal or double or float:
            case var number when number.GetType().IsPrimitive && ScalarText.IsNumber(number):
                return ValueShapes.Unwrapped(value);
        }

        try
        {
            return PipelineText.Of(value);
        }
        catch (HolySheepException)
        {
            return ValueShapes.Unwrapped(value)!.GetType().FullName;
        }
    }

    private static object? Plain(object? value) => value switch
    {
        HolySheepPrice price => price.Parts(),
        IEnumerable<KeyValuePair<string, string>> table => table.ToDictionary(entry => entry.Key, entry => entry.Value),
        string => value,
        IEnumerable items => items.Cast<object?>().Select(Plain).ToList(),
        { } part when part.GetType().Namespace == typeof(NestedMember).Namespace => Members(part),
        _ => value,
    };

    private static OrderedDictionary Members(object part)
    {
        var members = new OrderedDictionary();
        foreach (var property in part.GetType().GetProperties())
        {
            members[property.Name] = property.GetValue(part);
        }

        return members;
    }
}
