using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using HolySheep.PowerShell.Results;

namespace HolySheep.PowerShell.Binding;

/// <summary>A pipeline input as a row: an object's properties, a hashtable's entries, or a text in one column.</summary>
internal static class InputRow
{
    /// <summary>The column of an input that has none, such as a text.</summary>
    private const string OnlyColumn = "InputObject";

    /// <summary>The columns of an input.</summary>
    internal static IReadOnlyCollection<string> ColumnsOf(object? input) => [.. Cells(input).Select(cell => cell.Name)];

    /// <summary>A copy of the input, which itself is left as it is.</summary>
    internal static PSObject Copy(object? input)
    {
        var row = new PSObject();
        foreach (var (name, value) in Cells(input))
        {
            Set(row, name, value());
        }

        return row;
    }

    /// <summary>Sets a column, in its place where it is there already.</summary>
    internal static void Set(PSObject row, string name, object? value)
    {
        if (row.Properties[name] is { } known)
        {
            known.Value = value;
        }
        else
        {
            row.Properties.Add(new PSNoteProperty(name, value));
        }
    }

    private static IEnumerable<(string Name, System.Func<object?> Value)> Cells(object? input)
    {
        var value = input is PSObject wrapped ? wrapped.BaseObject : input;
        return value switch
        {
            null => [],

            // An answer stands for what it was asked about.
            HolySheepChatResult result => Cells(result.InputObject),
            IDictionary entries => entries.Keys.Cast<object>().Select(key => (PipelineText.Of(key), (System.Func<object?>)(() => entries[key]))),
            _ when PipelineText.IsScalar(value) => [(OnlyColumn, () => value)],
            _ => PSObject.AsPSObject(input!).Properties.Select(property => (property.Name, (System.Func<object?>)(() => ValueOf(property)))),
        };
    }

    // A property that cannot be read is an empty cell, as in Select-Object.
    private static object? ValueOf(PSPropertyInfo property)
    {
        try
        {
            return property.Value;
        }
        catch (GetValueException)
        {
            return null;
        }
    }
}
