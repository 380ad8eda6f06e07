using System;
using System.Management.Automation;

namespace HolySheep.PowerShell.Binding;

/// <summary>Accepts the texts True and False for a switch, as in a CSV file.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SwitchArgumentAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is string text && bool.TryParse(text, out var given) ? given : inputData;
}
