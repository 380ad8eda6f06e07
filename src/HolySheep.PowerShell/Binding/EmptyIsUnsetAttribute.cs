using System;
using System.Management.Automation;

namespace HolySheep.PowerShell.Binding;

/// <summary>Passes an empty text on as null, which the cmdlet itself refuses; the engine would fail to convert it.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class EmptyIsUnsetAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => ValueShapes.Unwrapped(inputData) is "" ? null : inputData;
}
