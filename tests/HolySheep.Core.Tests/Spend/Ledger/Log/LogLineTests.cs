using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Text;
using HolySheep.Chat;
using Xunit;

namespace HolySheep.Spend.Ledger.Log;

public sealed class LogLineTests
{
    [Fact]
    public void Every_property_of_a_line_is_read_as_it_was_written()
    {
        var line = new LogLine { Start = Filled<AttemptStart>(), Settlement = Filled<LedgerSettlement>(), Process = 7, Entry = 8, Last = 9, Size = 10 };
        var json = line.ToJson();

        Assert.Equal(Encoding.UTF8.GetString(json), Encoding.UTF8.GetString(LogLine.Read(json)!.ToJson()));
        foreach (var property in new[] { typeof(LogLine), typeof(AttemptStart), typeof(LedgerSettlement), typeof(ChatUsage) }.SelectMany(Settable))
        {
            Assert.Contains($"\"{property.Name}\":", Encoding.UTF8.GetString(json), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("""{"Start":{"Call":"c","ModelAsked":"m","New":{"a":[1,{"b":null}]}},"Newer":[1,2]}""")]
    [InlineData("""{ "Start" : { "Call" : "é\n" } }""")]
    public void Members_of_later_versions_are_skipped(string json) => Assert.NotEqual("", LogLine.Read(Encoding.UTF8.GetBytes(json))!.Start!.Call);

    [Theory]
    [InlineData("""{"Start":{"Call":"c"}} {}""")]
    [InlineData("""{"Start":{"Call":"c"}""")]
    [InlineData("""{"Start":["Call"]}""")]
    [InlineData("""{"Start":{"Number":"1"}}""")]
    [InlineData("""{"Start":{"Number":1.5}}""")]
    [InlineData("""{"Start":{"Number":99999999999}}""")]
    [InlineData("""{"Start":{"Call":7}}""")]
    [InlineData("""{"Start":{"StartedAt":"yesterday"}}""")]
    [InlineData("""{"Start":{"Wait":"long"}}""")]
    [InlineData("""{"Start":{"Tags":["a"]}}""")]
    [InlineData("""{"Start":{"Leases":{"a":1}}}""")]
    [InlineData("""{"Settlement":7}""")]
    [InlineData("""{"Settlement":{"Usage":[]}}""")]
    [InlineData("""{"Start":{"Call":null}}""")]
    [InlineData("""{"Start":{"Call":"c","Estimate":null}}""")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("")]
    [InlineData("{}")]
    public void A_line_of_anything_else_is_damaged(string json) => Assert.Null(LogLine.Read(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void Names_are_read_as_they_are_written_however_many_there_were_before()
    {
        // Far more than the names that are kept, with escapes, and twice, so that names meet those that took their place.
        var tags = Enumerable.Range(0, 2_000).ToDictionary(number => FormattableString.Invariant($"{(number % 3 == 0 ? "Überschrift" : "tag")}{number}"), number => FormattableString.Invariant($"{number}"));
        var json = new LogLine { Start = Filled<AttemptStart>() with { Tags = tags } }.ToJson();

        for (var round = 0; round < 2; round++)
        {
            Assert.Equal(tags, LogLine.Read(json)!.Start!.Tags);
        }
    }

    private static T Filled<T>()
        where T : new()
    {
        var filled = new T();
        foreach (var property in Settable(typeof(T)))
        {
            property.SetValue(filled, Value(property.PropertyType));
        }

        return filled;
    }

    private static object Value(Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        var value when value == typeof(string) => "text \" é \U0001F411",
        var value when value == typeof(long) => 12_345_678_901L,
        var value when value == typeof(int) => 42,
        var value when value == typeof(bool) => true,
        var value when value == typeof(decimal) => 0.000_000_123m,
        var value when value == typeof(TimeSpan) => TimeSpan.FromTicks(12_345_678),
        var value when value == typeof(DateTimeOffset) => new DateTimeOffset(2026, 2, 3, 4, 5, 6, TimeSpan.FromHours(2)).AddTicks(7),
        var value when value == typeof(ChatUsage) => Filled<ChatUsage>(),
        var value when value == typeof(IReadOnlyList<long>) => new List<long> { 3, long.MaxValue },
        var value when value == typeof(IReadOnlyDictionary<string, string>) => new Dictionary<string, string> { ["team"] = "a", ["Ü"] = "" },
        { IsEnum: true } value => Enum.ToObject(value, 1),
        var value => throw new NotSupportedException($"Give {value} a value here."),
    };

    private static IEnumerable<PropertyInfo> Settable(Type type) => type.GetProperties().Where(property => property.CanWrite);
}
