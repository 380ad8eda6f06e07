using System;
using System.Globalization;
using System.Management.Automation;

namespace HolySheep.PowerShell.Binding;

/// <summary>Takes a time as a text or as an object; an object keeps its moment in every culture and time zone.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class TimeTextAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) switch
    {
        DateTime time => time.ToString("o", CultureInfo.InvariantCulture),
        DateTimeOffset time => time.ToString("o", CultureInfo.InvariantCulture),

        // Two hours from now, or two o'clock: both are common, and one of them runs into the morning.
        TimeSpan span => throw new ArgumentTransformationMetadataException($"A span of time such as {span} is not a time: add it to one, as in ((Get-Date) + $span)."),
        IFormattable time when time.GetType().FullName == "System.TimeOnly" => time.ToString("HH:mm:ss", CultureInfo.InvariantCulture),
        IFormattable date when date.GetType().FullName == "System.DateOnly" => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        var other => other,
    };
}
