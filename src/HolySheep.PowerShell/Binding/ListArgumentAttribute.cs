using System;
using System.Management.Automation;

namespace HolySheep.PowerShell.Binding;

/// <summary>Takes an empty text for an empty list, as a CSV file holds one, and the JSON text of a list for the list.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ListArgumentAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is "" ? Array.Empty<string>() : NestedText.ReadList(inputData) ?? inputData;
}
