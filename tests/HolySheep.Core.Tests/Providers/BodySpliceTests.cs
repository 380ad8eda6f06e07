using System.Text;
using System.Text.Json;
using HolySheep.Providers.Exchange;
using Xunit;

namespace HolySheep.Providers;

/// <summary>Single values are replaced in a body, and every other byte stays.</summary>
public sealed class BodySpliceTests
{
    [Theory]
    [InlineData("""{"a":1,"m":"x","b":[1,{"m":"inner"}]}""", """{"a":1,"m":"new","b":[1,{"m":"inner"}]}""")]
    [InlineData("""{ "m" :  null }""", """{ "m" :  "new" }""")]
    [InlineData("""{"m":{"m":[1,2]} , "z":1}""", """{"m":"new" , "z":1}""")]
    [InlineData("""{"\u006d":"x"}""", """{"\u006d":"new"}""")]
    [InlineData("""{"a":"é🐑\ud83d\udc11"}""", """{"a":"é🐑\ud83d\udc11","m":"new"}""")]
    [InlineData("{}", """{"m":"new"}""")]
    [InlineData("{ \n }", "{ \n \"m\":\"new\"}")]
    public void One_member_is_replaced_or_added(string body, string expected)
    {
        var splice = Of(body);
        splice.Set("m", "\"new\"");
        Assert.Equal(expected, Encoding.UTF8.GetString(splice.ToBytes()));
    }

    [Fact]
    public void Several_changes_keep_their_places_whatever_their_order()
    {
        var splice = Of("""{"one":1,"two":2}""");
        splice.Set("four", "4");
        splice.Set("two", "22");
        splice.Set("one", "111");
        splice.Set("five", "5");
        Assert.Equal("""{"one":111,"two":22,"four":4,"five":5}""", Encoding.UTF8.GetString(splice.ToBytes()));
        Assert.Equal(2, splice.Find("two")!.Value.GetInt32());
        Assert.Null(splice.Find("three"));
    }

    [Theory]
    [InlineData("[1]")]
    [InlineData("7")]
    [InlineData("""{"a":""")]
    public void What_is_not_one_object_is_refused(string body) => Assert.ThrowsAny<JsonException>(() => Of(body));

    private static BodySplice Of(string body) => new(Encoding.UTF8.GetBytes(body));
}
