using System;
using System.Management.Automation;

namespace HolySheep.PowerShell.Binding;

/// <summary>Accepts a script object, or its JSON text, for a hashtable, because JSON turns hashtables into these. An empty text is null, which cmdlets refuse.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class TableArgumentAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        ValueShapes.Unwrapped(inputData) is "" ? null : NestedText.TableOf(NestedText.Read(inputData)) ?? inputData;
}
