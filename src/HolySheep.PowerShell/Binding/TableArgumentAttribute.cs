using System;
using System.Collections.Specialized;
using System.Management.Automation;

namespace HolySheep.PowerShell.Binding;

/// <summary>Takes an object of a script for a hashtable, as JSON gives what was one.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class TableArgumentAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        if (inputData is not PSObject { BaseObject: PSCustomObject } custom)
        {
            return inputData;
        }

        var table = new OrderedDictionary();
        foreach (var property in custom.Properties)
        {
            table[property.Name] = property.Value;
        }

        return table;
    }
}
