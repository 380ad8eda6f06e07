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

    /// <summary>The member that a name means; null if none does.</summary>
    /// <exception cref="HolySheep.Errors.HolySheepException">Several are meant alike.</exception>
    internal static InputMember? Find(object? input, string name)
    {
        // Most inputs are objects of a script, asked by the very name; a million of them come in a pipeline.
        if (input is PSObject { BaseObject: PSCustomObject } custom && custom.Properties[name] is { } property && property.Name == name)
        {
            return new InputMember(name, () => property.Value);
        }

        var members = Of(input);
        var place = NameChoice.IndexOf(name, [.. members.Select(member => member.Name)], "properties of the input");
        return place >= 0 ? members[place] : OfText(input, name);
    }

    // A text that came out of a file carries properties beside its own, such as the file's name; so does XML with its nodes' own properties.
    private static InputMember? OfText(object? input, string name) =>
        input is not null && ValueShapes.Unwrapped(input) is XmlNode && PSObject.AsPSObject(input).Properties[name] is { } property ? new InputMember(property.Name, () => property.Value) : null;

    private static IEnumerable<InputMember> OfProperties(object input) =>
        PSObject.AsPSObject(input).Properties.Where(property => property.IsGettable).Select(property => new InputMember(property.Name, () => property.Value));

    private static IReadOnlyList<InputMember> OfRow(DataRow row) =>
        [.. row.Table.Columns.Cast<DataColumn>().Select(column => new InputMember(column.ColumnName, () => row[column]))];

    // As Export-Csv and Select-Object show entries, whichever engine gave them.
    private static IReadOnlyList<InputMember> WithName(List<InputMember> members)
    {
        if (members.All(member => member.Name != "Name") && members.Find(member => member.Name == "Key") is { } key)
        {
            members.Insert(0, new InputMember("Name", () => key.Value));
        }

        return members;
    }
}
