using System.Linq;
using Xunit;

namespace HolySheep.Csv.Agreement;

/// <summary>The answers that a closed schema allows.</summary>
public sealed class AnswerClassesTests
{
    [Theory]
    [InlineData("""{"enum":["a","b"]}""", new[] { "\"a\"", "\"b\"" })]
    [InlineData("""{"type":"boolean"}""", new[] { "false", "true" })]
    [InlineData("""{"type":"object","properties":{"spam":{"type":"boolean"},"kind":{"enum":["x"]}},"required":["kind","spam"]}""", new[] { """{"kind":"x","spam":false}""", """{"kind":"x","spam":true}""" })]
    [InlineData("""{"type":"object","properties":{"a":{"const":1}}}""", new[] { """{"a":1}""", "{}" })]
    public void A_closed_schema_names_every_answer(string schema, string[] answers) => Assert.Equal(answers, AnswerClasses.Of(schema)!.All!);

    [Theory]
    [InlineData("""{"type":"string"}"""), InlineData("""{"type":"object","properties":{"a":{"type":"number"},"b":{"type":"boolean"}}}"""), InlineData("""{"type":"object"}"""), InlineData("true"), InlineData("no JSON")]
    public void A_schema_that_allows_any_text_or_number_is_not_closed(string schema) => Assert.Null(AnswerClasses.Of(schema));

    [Fact]
    public void Too_many_answers_are_closed_but_not_judged_one_by_one()
    {
        var flags = string.Join(",", Enumerable.Range(0, 40).Select(number => $"\"f{number}\":{{\"type\":\"boolean\"}}"));
        Assert.Null(AnswerClasses.Of($"{{\"type\":\"object\",\"properties\":{{{flags}}}}}")!.All);
    }

    [Theory]
    [InlineData(""" { "b" : true, "a" : {"d":1,"c":null} } """, """{"a":{"c":null,"d":1},"b":true}""")]
    [InlineData("\"x\"", "\"x\""), InlineData("no JSON", null)]
    public void Answers_with_the_same_values_are_the_same(string answer, string? canonical) => Assert.Equal(canonical, AnswerClasses.ClassOf(answer));
}
