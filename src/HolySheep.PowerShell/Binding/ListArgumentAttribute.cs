using System;
using System.Management.Automation;

namespace HolySheep.PowerShell.Binding;

/// <summary>Accepts an empty text as an empty list, as in a CSV file, and the JSON text of a list as the list.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ListArgumentAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is "" ? Array.Empty<string>() : NestedText.ReadList(inputData) ?? inputData;
}
