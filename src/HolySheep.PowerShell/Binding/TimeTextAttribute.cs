using System;
using System.Globalization;
using System.Management.Automation;

namespace HolySheep.PowerShell.Binding;

/// <summary>Accepts a time as text or as an object; an object keeps its moment in every culture and time zone.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class TimeTextAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) switch
    {
        DateTime time => time.ToString("o", CultureInfo.InvariantCulture),
        DateTimeOffset time => time.ToString("o", CultureInfo.InvariantCulture),

        // A time span could mean two hours from now, or two o'clock.
        TimeSpan span => throw new ArgumentTransformationMetadataException($"A time span such as {span} is not a time: add it to a time, as in ((Get-Date) + $span)."),
        IFormattable time when time.GetType().FullName == "System.TimeOnly" => time.ToString("HH:mm:ss", CultureInfo.InvariantCulture),
        IFormattable date when date.GetType().FullName == "System.DateOnly" => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        var other => other,
    };
}
