using System;
using System.Collections;
using System.Collections.Specialized;
using System.Management.Automation;
using HolySheep.Errors;
using HolySheep.PowerShell.Binding;
using Xunit;

namespace HolySheep.PowerShell.Tests.Binding;

public sealed class JsonTextTests
{
    [Fact]
    public void Values_of_scripts_become_the_json_that_a_reader_expects()
    {
        var item = new PSObject();
        item.Properties.Add(new PSNoteProperty("name", "é\"\n"));
        item.Properties.Add(new PSNoteProperty("list", new object?[] { 1, 2L, 1.5, 1.50m, null, true, new SwitchParameter(false), DayOfWeek.Friday }));
        item.Properties.Add(new PSNoteProperty("at", new DateTime(2025, 1, 2, 3, 4, 5, DateTimeKind.Utc)));
        item.Properties.Add(new PSNoteProperty("map", new OrderedDictionary { ["b"] = 1, ["a"] = PSObject.AsPSObject("x") }));

        Assert.Equal(
            """{"name":"\u00E9\u0022\n","list":[1,2,1.5,1.50,null,true,false,"Friday"],"at":"2025-01-02T03:04:05.0000000Z","map":{"b":1,"a":"x"}}""",
            JsonText.Of(item));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void A_number_that_JSON_cannot_represent_is_an_error(object number) =>
        Assert.Equal(ErrorCode.ArgumentInvalid, Assert.Throws<HolySheepException>(() => JsonText.Of(number)).Code);

    [Fact]
    public void A_value_that_holds_itself_is_an_error()
    {
        var table = new Hashtable();
        table["self"] = table;
        Assert.Contains("contains itself", Assert.Throws<HolySheepException>(() => JsonText.Of(table)).Message, StringComparison.Ordinal);
    }
}
