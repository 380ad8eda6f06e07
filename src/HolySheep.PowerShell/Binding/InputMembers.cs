using System.Collections;
using System.Collections.Generic;
using System.Data;
using System.Linq;
using System.Management.Automation;
using System.Xml;
using HolySheep.Templates;

namespace HolySheep.PowerShell.Binding;

/// <summary>The named values of an input: an object's properties, a hashtable's entries, a row's columns.</summary>
internal static class InputMembers
{
    /// <summary>All of them, in order.</summary>
    internal static IReadOnlyList<InputMember> Of(object? input)
    {
        var plain = ValueShapes.Unwrapped(input);
        return plain switch
        {
            null => [],
            _ when ValueShapes.Of(input) == ValueShape.Table => InputFault.Guard("A table", () => ValueShapes.Entries(plain).ToList())
                .ConvertAll(entry => new InputMember(PipelineText.Of(entry.Name), () => entry.Value)),
            DataRow row => OfRow(row),
            DataRowView view => OfRow(view.Row),
            DictionaryEntry => WithName([.. OfProperties(input!)]),
            _ => [.. OfProperties(input!)],
        };
    }

    /// <summary>The member that a name means; null if there is none.</summary>
    /// <exception cref="HolySheep.Errors.HolySheepException">Several members match equally.</exception>
    internal static InputMember? Find(object? input, string name)
    {
        // Most inputs are script objects whose exact name is used, and a pipeline may have a million of them.
        if (input is PSObject { BaseObject: PSCustomObject } custom && custom.Properties[name] is { } property && property.Name == name)
        {
            return new InputMember(name, () => property.Value);
        }

        var members = Of(input);
        var place = NameChoice.IndexOf(name, [.. members.Select(member => member.Name)], "properties of the input");
        return place >= 0 ? members[place] : OfText(input, name);
    }

    // A text from a file has extra properties, such as the file's name; XML has those of its nodes.
    private static InputMember? OfText(object? input, string name) =>
        input is not null && ValueShapes.Unwrapped(input) is XmlNode && PSObject.AsPSObject(input).Properties[name] is { } property ? new InputMember(property.Name, () => property.Value) : null;

    private static IEnumerable<InputMember> OfProperties(object input) =>
        PSObject.AsPSObject(input).Properties.Where(property => property.IsGettable).Select(property => new InputMember(property.Name, () => property.Value));

    private static IReadOnlyList<InputMember> OfRow(DataRow row) =>
        [.. row.Table.Columns.Cast<DataColumn>().Select(column => new InputMember(column.ColumnName, () => row[column]))];

    // The order in which Export-Csv and Select-Object show entries, whichever engine created them.
    private static IReadOnlyList<InputMember> WithName(List<InputMember> members)
    {
        if (members.All(member => member.Name != "Name") && members.Find(member => member.Name == "Key") is { } key)
        {
            members.Insert(0, new InputMember("Name", () => key.Value));
        }

        return members;
    }
}
