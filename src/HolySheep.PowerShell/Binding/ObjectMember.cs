using System;
using System.Collections;
using System.Linq;
using System.Management.Automation;

namespace HolySheep.PowerShell.Binding;

/// <summary>Reads a named value from a hashtable, or from an object with properties.</summary>
internal static class ObjectMember
{
    /// <summary>The value, by its name in any letter case; null if there is none.</summary>
    internal static object? Find(object? value, string name) => (value is PSObject wrapped ? wrapped.BaseObject : value) switch
    {
        null => null,
        IDictionary entries => entries.Cast<DictionaryEntry>().FirstOrDefault(entry => string.Equals(PipelineText.Of(entry.Key), name, StringComparison.OrdinalIgnoreCase)).Value,
        _ => InputFault.Guard($"The property '{name}' of the input", () => PSObject.AsPSObject(value).Properties[name]?.Value),
    };
}
