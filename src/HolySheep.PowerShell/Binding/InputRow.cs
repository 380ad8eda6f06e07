using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using HolySheep.Errors;
using HolySheep.PowerShell.Results;

namespace HolySheep.PowerShell.Binding;

/// <summary>A pipeline input as a row: an object's properties, a hashtable's entries, or a text in one column.</summary>
internal static class InputRow
{
    /// <summary>The column of an input without columns, such as a text.</summary>
    private const string OnlyColumn = "InputObject";

    /// <summary>The columns of an input.</summary>
    /// <exception cref="HolySheepException">Two of its names are the same column.</exception>
    internal static IReadOnlyCollection<string> ColumnsOf(object? input)
    {
        string[] columns = [.. Cells(input).Select(cell => cell.Name)];
        var twice = columns.GroupBy(name => name, System.StringComparer.OrdinalIgnoreCase).FirstOrDefault(names => names.Count() > 1);
        return twice is null ? columns : throw new HolySheepException(
            ErrorCode.ArgumentInvalid, $"The input has {string.Join(" and ", twice.Select(name => $"'{name}'"))}, which cannot both be columns of one row.",
            "Give them names that differ in more than case, or omit -PassThru: the input is in the result's InputObject.");
    }

    /// <summary>A copy of the input; the input itself does not change.</summary>
    internal static PSObject Copy(object? input)
    {
        var row = new PSObject();
        foreach (var cell in Cells(input))
        {
            Set(row, Free(row, cell.Name), Flat(cell.ValueOrNull()));
        }

        return row;
    }

    /// <summary>Sets a column; an existing column keeps its place.</summary>
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

    private static IEnumerable<InputMember> Cells(object? input) => ValueShapes.Unwrapped(input) switch
    {
        null => [],

        // An answer stands for the input that it was asked about.
        HolySheepChatResult result => Cells(result.PipedInput),
        var value when ValueShapes.Of(value) is ValueShape.Scalar or ValueShape.List or ValueShape.Bytes => [new InputMember(OnlyColumn, () => value)],
        _ => InputMembers.Of(input),
    };

    // A failed row keeps both of two names that differ only in case.
    private static string Free(PSObject row, string name)
    {
        var free = name;
        for (var number = 2; row.Properties[free] is not null; number++)
        {
            free = $"{name} ({number})";
        }

        return free;
    }

    // An XML node would be its type name in a CSV file.
    private static object? Flat(object? value) => ValueShapes.Of(value) == ValueShape.Xml ? PipelineText.Of(value) : value;
}
