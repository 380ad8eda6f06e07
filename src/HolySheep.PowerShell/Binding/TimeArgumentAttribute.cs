using System;
using System.Management.Automation;

namespace HolySheep.PowerShell.Binding;

/// <summary>Takes a date of a script with its kind and to the tick, whichever way an engine would convert it.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class TimeArgumentAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is DateTime date ? new DateTimeOffset(date) : inputData;
}
