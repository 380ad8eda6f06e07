using System;
using System.Text.Json;
using HolySheep.Errors;
using Xunit;

namespace HolySheep.Schema;

public class AnswerSchemaTests
{
    [Theory]
    [InlineData("string", """{"type":"string"}""")]
    [InlineData("number", """{"type":"number"}""")]
    [InlineData("Integer", """{"type":"integer"}""")]
    [InlineData("int", """{"type":"integer"}""")]
    [InlineData("bool", """{"type":"boolean"}""")]
    [InlineData("datetime", """{"type":"string","format":"date-time"}""")]
    [InlineData("number?", """{"type":["number","null"]}""")]
    [InlineData("string[]", """{"type":"array","items":{"type":"string"}}""")]
    [InlineData("int?[]", """{"type":"array","items":{"type":["integer","null"]}}""")]
    [InlineData("positive | neutral|negative", """{"type":"string","enum":["positive","neutral","negative"]}""")]
    [InlineData("giá rẻ|đắt?", """{"type":["string","null"],"enum":["giá rẻ","đắt",null]}""")]
    public void A_type_in_short_becomes_its_schema(string word, string expected)
    {
        var schema = AnswerSchema.Parse($$"""{"x":"{{word}}"}""");

        Assert.Equal($$"""{"type":"object","properties":{"x":{{expected}}},"required":["x"],"additionalProperties":false}""", schema.Schema);
        Assert.True(schema.Strict);
    }

    [Fact]
    public void Objects_and_lists_nest()
    {
        var schema = AnswerSchema.Parse("""{"Author":{"Name":"string"},"Tags":[{"Key":"string"}],"Own":{"type":"object","properties":{"a":{"type":"string"}}}}""");
        using var document = JsonDocument.Parse(schema.Schema);
        var properties = document.RootElement.GetProperty("properties");

        Assert.Equal("string", properties.GetProperty("Author").GetProperty("properties").GetProperty("Name").GetProperty("type").GetString());
        Assert.Equal("string", properties.GetProperty("Tags").GetProperty("items").GetProperty("properties").GetProperty("Key").GetProperty("type").GetString());
        Assert.Equal("""{"type":"object","properties":{"a":{"type":"string"}}}""", properties.GetProperty("Own").GetRawText());
    }

    [Theory]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string"}},"required":["a"],"additionalProperties":false}""", true)]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string"}},"additionalProperties":false}""", false)]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string"}},"required":["a"]}""", false)]
    [InlineData("""{"type":"object","properties":{"a":{"type":"array","items":{"type":"object","properties":{"b":{"type":"string"}}}}},"required":["a"],"additionalProperties":false}""", false)]
    [InlineData("""{"type":"object","properties":{"a":{}},"required":["a"],"additionalProperties":false}""", false)]
    [InlineData("""{"anyOf":[{"type":"object"}]}""", false)]
    [InlineData("""{"type":"array","items":{"type":"string"}}""", false)]
    public void A_JSON_schema_is_kept_as_it_is_and_enforced_only_where_providers_can(string json, bool strict)
    {
        var schema = AnswerSchema.Parse(json);

        Assert.Equal(json, schema.Schema);
        Assert.Equal(strict, schema.Strict);
    }

    [Theory]
    [InlineData("[1]", "not a JSON object")]
    [InlineData("{", "not valid JSON")]
    [InlineData("{}", "no properties")]
    [InlineData("""{"a":{"b":{}}}""", "'a.b' has no properties")]
    [InlineData("""{"a":{"b":"strnig"}}""", "'a.b' has the type 'strnig', which is not known; did you mean 'string'?")]
    [InlineData("""{"a":"low||high"}""", "empty or a repeated choice")]
    [InlineData("""{"a":"low|low"}""", "empty or a repeated choice")]
    [InlineData("""{"a":7}""", "'a' is 7, which is not a type")]
    [InlineData("""{"a":["x","y"]}""", "which is not a type")]
    public void A_schema_of_any_other_form_is_refused_with_its_place(string json, string message)
    {
        var fault = Assert.Throws<HolySheepException>(() => AnswerSchema.Parse(json));

        Assert.Equal(ErrorCode.ArgumentInvalid, fault.Code);
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
        Assert.NotNull(fault.Hint);
    }

    [Fact]
    public void A_property_may_have_the_name_of_a_schema_word() =>
        Assert.Contains("\"required\":[\"type\",\"properties\"]", AnswerSchema.Parse("""{"type":"string","properties":"number"}""").Schema, StringComparison.Ordinal);
}
