using System;
using System.Linq;
using HolySheep.PowerShell.Results;
using HolySheep.PowerShell.Tests.Commands;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.PowerShell.Tests.Results;

/// <summary>Results as the usual commands write them on: JSON at the usual depth, and CSV.</summary>
public sealed class ResultShapeTests : ChatFixture
{
    /// <summary>ConvertTo-Json reads the .NET properties, and replaces what lies deeper than its depth by the name of a type: one value lies nowhere too deep.</summary>
    [Fact]
    public void Every_property_of_a_result_is_one_value_in_JSON()
    {
        var nested = typeof(HolySheepChatResult).Assembly.GetExportedTypes().Where(type => type.Namespace == typeof(HolySheepChatResult).Namespace && !type.IsEnum)
            .SelectMany(type => type.GetProperties().Where(property => !IsScalar(property.PropertyType)).Select(property => $"{type.Name}.{property.Name}"));

        // The usage is one level of numbers; what the user piped in is made flat where it is read.
        Assert.Equal([$"{nameof(HolySheepCall)}.{nameof(HolySheepCall.Usage)}", $"{nameof(HolySheepChatResult)}.{nameof(HolySheepChatResult.InputObject)}", $"{nameof(HolySheepChatResult)}.{nameof(HolySheepChatResult.Usage)}"], nested.Order());
    }

    [Fact]
    public void Attempts_keep_their_durations_as_time_spans_too()
    {
        Provider.OnAny().Answer(Reply.Throttle("1"), Reply.Text("fine"));

        var types = Run("(Invoke-HolySheepChat hi -ConfigPath $config -NoFallback).Attempts[1] | ForEach-Object { $_.Duration.GetType().Name; $_.Wait.TotalSeconds -ge 0.9; $_.WaitSec -ge 0.9 }").ThrowOnError().Values;

        Assert.Equal(["TimeSpan", true, true], types);
    }

    private static bool IsScalar(Type type) => Nullable.GetUnderlyingType(type) is { } underlying ? IsScalar(underlying) : type.IsPrimitive || type.IsEnum || type == typeof(string) || type == typeof(decimal)
        || type == typeof(DateTime) || type == typeof(DateTimeOffset) || type == typeof(Uri) || type == typeof(Guid);
}
