using System.Text.Json;
using Xunit;

namespace HolySheep.Schema;

public class SchemaCheckTests
{
    private const string Review = """
        {
          "type": "object",
          "properties": {
            "mood": { "type": "string", "enum": ["good", "bad"] },
            "score": { "type": "integer" },
            "ratio": { "type": ["number", "null"] },
            "tags": { "type": "array", "items": { "$ref": "#/$defs/tag" } },
            "either": { "anyOf": [{ "type": "string" }, { "type": "null" }] }
          },
          "required": ["mood"],
          "additionalProperties": false,
          "$defs": { "tag": { "type": "object", "required": ["key"], "properties": { "next": { "$ref": "#/$defs/tag" } } } }
        }
        """;

    [Theory]
    [InlineData("""{"mood":"good","score":7,"ratio":0.5,"tags":[{"key":1,"next":{"key":2}}],"either":null}""")]
    [InlineData("""{"mood":"bad","score":7.0,"ratio":null,"tags":[]}""")]
    [InlineData("""{"mood":"bad","further":"does no harm"}""")]
    public void An_answer_of_the_structure_passes(string answer) => Assert.Null(Fault(Review, answer));

    [Theory]
    [InlineData("[]", "$ is a list, not object")]
    [InlineData("{}", "$ has no 'mood'")]
    [InlineData("""{"mood":"fair"}""", "$.mood is a text, not one of [\"good\", \"bad\"]")]
    [InlineData("""{"mood":"good","score":7.5}""", "$.score is 7.5, not integer")]
    [InlineData("""{"mood":"good","score":"7"}""", "$.score is a text, not integer")]
    [InlineData("""{"mood":"good","ratio":true}""", "$.ratio is true, not number or null")]
    [InlineData("""{"mood":"good","tags":[{"key":1},{}]}""", "$.tags[1] has no 'key'")]
    [InlineData("""{"mood":"good","tags":[{"key":1,"next":{}}]}""", "$.tags[0].next has no 'key'")]
    [InlineData("""{"mood":"good","either":5}""", "$.either is 5, which matches none of its forms")]
    public void Another_one_is_reported_with_its_place(string answer, string fault) => Assert.Equal(fault, Fault(Review, answer));

    [Theory]
    [InlineData("""{"type":"object","properties":{"a":{"$ref":"https://elsewhere/schema"}}}""")]
    [InlineData("""{"type":"object","properties":{"a":{"$ref":"#/nowhere"}}}""")]
    [InlineData("""{"$ref":"#"}""")]
    [InlineData("""{"type":"object","properties":{"a":{"minimum":100,"whatever":[1]}}}""")]
    [InlineData("""{"type":"object","properties":{"a":true}}""")]
    [InlineData("""{"type":7,"required":5,"properties":[]}""")]
    public void An_unknown_schema_keyword_passes(string schema) => Assert.Null(Fault(schema, """{"a":1}"""));

    private static string? Fault(string schema, string answer)
    {
        using var rules = JsonDocument.Parse(schema);
        using var value = JsonDocument.Parse(answer);
        return SchemaCheck.FindFault(rules.RootElement, value.RootElement);
    }
}
