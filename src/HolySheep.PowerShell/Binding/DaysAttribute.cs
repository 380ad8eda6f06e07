using System;
using System.Globalization;
using System.Management.Automation;

namespace HolySheep.PowerShell.Binding;

/// <summary>Accepts a number as days: the engine takes 90 for 90 ticks, which are 9 microseconds.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DaysAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        var given = ValueShapes.Unwrapped(inputData);
        var text = given is string written ? written : given is IConvertible and not (DateTime or bool or char) ? Convert.ToString(given, CultureInfo.InvariantCulture) : null;
        if (text is null || !PlainNumberAttribute.TryParse(text, out var days))
        {
            return given;
        }

        try
        {
            return TimeSpan.FromDays((double)days);
        }
        catch (OverflowException)
        {
            throw new ArgumentTransformationMetadataException($"{text} days are longer than a time span can be.");
        }
    }
}
