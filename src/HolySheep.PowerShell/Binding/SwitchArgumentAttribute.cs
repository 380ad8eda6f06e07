using System;
using System.Management.Automation;

namespace HolySheep.PowerShell.Binding;

/// <summary>Takes the texts True and False for a switch, as a CSV file holds one.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SwitchArgumentAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is string text && bool.TryParse(text, out var given) ? given : inputData;
}
