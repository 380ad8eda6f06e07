using System;
using System.Globalization;
using System.Management.Automation;

namespace HolySheep.PowerShell.Binding;

/// <summary>Limits a number as ValidateRange does. Null passes, so that the cmdlet itself can refuse it.</summary>
/// <param name="least">The least number.</param>
/// <param name="most">The greatest number.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NumberRangeAttribute(object least, object most) : ValidateArgumentsAttribute
{
    /// <summary>The least number.</summary>
    public object Least => least;

    /// <summary>The greatest number.</summary>
    public object Most => most;

    /// <inheritdoc/>
    protected override void Validate(object? arguments, EngineIntrinsics engineIntrinsics)
    {
        if (arguments is not null && !(Number(arguments) >= Number(least) && Number(arguments) <= Number(most)))
        {
            var end = most is int.MaxValue or double.MaxValue ? "" : FormattableString.Invariant($" to {most}");
            throw new ValidationMetadataException(FormattableString.Invariant($"{arguments} is out of range: give a number from {least}{end}."));
        }
    }

    private static double Number(object number) => Convert.ToDouble(ValueShapes.Unwrapped(number), CultureInfo.InvariantCulture);
}
