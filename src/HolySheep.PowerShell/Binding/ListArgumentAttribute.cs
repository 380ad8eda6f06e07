using System;
using System.Management.Automation;

namespace HolySheep.PowerShell.Binding;

/// <summary>Accepts the JSON text of a list as the list. An empty text is a list with an empty name, which stands for an empty list only in piped input.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ListArgumentAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is "" ? new[] { "" } : NestedText.ReadList(inputData) ?? inputData;
}
