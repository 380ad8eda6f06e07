using System;
using System.Collections;
using System.Linq;
using System.Management.Automation;

namespace HolySheep.PowerShell.Binding;

/// <summary>Reads a named value from what scripts write for one: a hashtable, or an object with properties.</summary>
internal static class ObjectMember
{
    /// <summary>The value, whatever the case of its name; null where there is none.</summary>
    internal static object? Find(object? value, string name) => (value is PSObject wrapped ? wrapped.BaseObject : value) switch
    {
        null => null,
        IDictionary entries => entries.Cast<DictionaryEntry>().FirstOrDefault(entry => string.Equals(PipelineText.Of(entry.Key), name, StringComparison.OrdinalIgnoreCase)).Value,
        _ => InputFault.Guard($"The property '{name}' of the input", () => PSObject.AsPSObject(value).Properties[name]?.Value),
    };
}
