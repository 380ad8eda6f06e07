using System;
using System.Management.Automation;

namespace HolySheep.PowerShell.Binding;

/// <summary>Takes an object of a script, or its JSON text, for a hashtable, as JSON gives what was one.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class TableArgumentAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => NestedText.TableOf(NestedText.Read(inputData)) ?? inputData;
}
