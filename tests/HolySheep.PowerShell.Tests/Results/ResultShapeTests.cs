using System;
using System.Collections;
using System.Linq;
using HolySheep.PowerShell.Results;
using HolySheep.PowerShell.Tests.Commands;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.PowerShell.Tests.Results;

/// <summary>Results as the usual commands write them on: JSON at the usual depth, and CSV.</summary>
public sealed class ResultShapeTests : ChatFixture
{
    /// <summary>ConvertTo-Json goes two levels down: what is an object there has scalars alone, and a time span is none to it.</summary>
    [Fact]
    public void No_result_is_deeper_than_the_usual_depth()
    {
        var deep = typeof(HolySheepChatResult).Assembly.GetExportedTypes().Where(type => type.Namespace == typeof(HolySheepChatResult).Namespace && !type.IsEnum)
            .SelectMany(type => type.GetProperties().Where(property => property.PropertyType != typeof(object)).SelectMany(property => Too(property.PropertyType, $"{type.Name}.{property.Name}", 1)));

        Assert.Empty(deep);
    }

    [Fact]
    public void Attempts_keep_their_durations_as_time_spans_too()
    {
        Provider.OnAny().Answer(Reply.Throttle("1"), Reply.Text("fine"));

        var types = Run("(Invoke-HolySheepChat hi -ConfigPath $config -NoFallback).Attempts[1] | ForEach-Object { $_.Duration.GetType().Name; $_.Wait.TotalSeconds -ge 0.9; $_.WaitSec -ge 0.9 }").ThrowOnError().Values;

        Assert.Equal(["TimeSpan", true, true], types);
    }

    private static System.Collections.Generic.IEnumerable<string> Too(Type type, string path, int depth)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (IsScalar(type))
        {
            return [];
        }

        if (type != typeof(string) && typeof(IEnumerable).IsAssignableFrom(type))
        {
            return depth > 2 ? [path] : type.IsGenericType ? Too(type.GetGenericArguments()[0], path, depth + 1) : [];
        }

        return depth > 2 ? [path]
            : type.Namespace == typeof(HolySheepChatResult).Namespace ? type.GetProperties().SelectMany(property => Too(property.PropertyType, path + "." + property.Name, depth + 1))
            : [];
    }

    private static bool IsScalar(Type type) => type.IsPrimitive || type.IsEnum || type == typeof(string) || type == typeof(decimal)
        || type == typeof(DateTime) || type == typeof(DateTimeOffset) || type == typeof(Uri) || type == typeof(Guid);
}
