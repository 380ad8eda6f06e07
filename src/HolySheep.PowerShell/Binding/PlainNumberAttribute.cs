using System;
using System.Collections;
using System.Globalization;
using System.Linq;
using System.Management.Automation;

namespace HolySheep.PowerShell.Binding;

/// <summary>Takes a text for an amount only with a point, whatever the culture, so that 0,5 never becomes 5.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PlainNumberAttribute : ArgumentTransformationAttribute
{
    private const NumberStyles Plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite;

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) switch
    {
        string { Length: > 0 } text => decimal.TryParse(text, Plain, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new ArgumentTransformationMetadataException($"'{text}' is no plain number: write it with a point and without anything else, for example 0.50."),
        IList items => items.Cast<object?>().Select(item => Transform(engineIntrinsics, item)).ToArray(),
        var other => other,
    };
}
