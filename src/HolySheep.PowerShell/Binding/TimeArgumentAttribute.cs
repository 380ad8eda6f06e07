using System;
using System.Management.Automation;
using HolySheep.Errors;
using HolySheep.Time;

namespace HolySheep.PowerShell.Binding;

/// <summary>Accepts a date with its kind and to the tick, however an engine would convert it.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class TimeArgumentAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) switch
    {
        // A date of kind Local knows which of two equal times it is. A day begins at its first midnight.
        DateTime { Kind: DateTimeKind.Local, TimeOfDay.Ticks: > 0 } time => new DateTimeOffset(time),
        DateTime { Kind: not DateTimeKind.Utc } day => LocalTime.First(day, TimeZoneInfo.Local).ToLocalTime(),
        DateTime time => new DateTimeOffset(time),
        string text when Read(text) is { } moment => moment,
        _ => inputData,
    };

    private static DateTimeOffset? Read(string text)
    {
        try
        {
            return LocalTime.Read(text, TimeZoneInfo.Local, "The date");
        }
        catch (HolySheepException fault)
        {
            throw new ArgumentTransformationMetadataException($"{fault.Message} {fault.Hint}", fault);
        }
    }
}
