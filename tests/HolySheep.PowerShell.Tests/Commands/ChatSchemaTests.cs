using System;
using System.Linq;
using System.Management.Automation;
using System.Text.Json;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.PowerShell.Tests.Commands;

public sealed class ChatSchemaTests : ChatFixture
{
    private const string Classes = """
        enum Mood { Good; Bad }
        class Part { [string] $Name; [int[]] $Sizes }
        class Review {
            [Mood] $Mood
            [double] $Score
            [Nullable[int]] $Stars
            [datetime] $At
            [Part] $Main
            [System.Collections.Generic.List[Part]] $Parts
            [ValidateSet('low', 'high')] [string] $Level
            [object] $Open
            Review() { $this.Level = 'low' }
        }

        """;

    private const string Answer = """
        {"Mood":"Bad","Score":1.5,"Stars":null,"At":"2025-01-02T03:04:05Z","Main":{"Name":"m","Sizes":[1,2]},"Parts":[{"Name":"p","Sizes":[]}],"Level":"high","Open":{"a":[1]}}
        """;

    [Fact]
    public void Names_and_types_give_an_object()
    {
        Provider.OnAny().Answer(Reply.Text("""{"Sentiment":"positive","Score":7,"Tags":["a","b"],"Ratio":0.5}"""));
        var result = Run("Invoke-HolySheepChat 'Rate it.' -ConfigPath $config -Schema @{ Sentiment = 'positive|negative'; Score = 'number'; Tags = [string[]]; Ratio = [double] }")
            .ThrowOnError().Output.Single();

        Assert.Equal(["positive", 7, "a", "b", 0.5m], Values(result, "$_.Sentiment; $_.Score; $_.Tags; $_.Ratio"));
        Assert.IsType<PSCustomObject>(((PSObject)result.Properties["Object"].Value).BaseObject);
        var sent = SentSchema();
        Assert.Equal("""["positive","negative"]""", sent.GetProperty("properties").GetProperty("Sentiment").GetProperty("enum").GetRawText());
        Assert.Equal("array number", sent.GetProperty("properties").GetProperty("Tags").GetProperty("type").GetString() + " " + sent.GetProperty("properties").GetProperty("Ratio").GetProperty("type").GetString());
        Assert.True(ResponseFormat().GetProperty("strict").GetBoolean());
    }

    [Theory]
    [InlineData("@{ type = 'object'; properties = @{ score = @{ type = 'integer' } } }")]
    [InlineData("""'{"type":"object","properties":{"score":{"type":"integer"}}}'""")]
    [InlineData("(Join-Path ([System.IO.Path]::GetDirectoryName($config)) 'schema.json')")]
    public void A_JSON_schema_is_taken_as_a_hashtable_as_text_or_from_its_file(string schema)
    {
        Home.WriteFile("schema.json", """{"type":"object","properties":{"score":{"type":"integer"}}}""");
        Provider.OnAny().Answer(Reply.Text("""{"score":7}"""));
        var result = Run($"Invoke-HolySheepChat 'Rate it.' -ConfigPath $config -JsonSchema {schema}".Replace("Join-Path (", "[System.IO.Path]::Combine((", StringComparison.Ordinal)
            .Replace(") 'schema.json')", "), 'schema.json'))", StringComparison.Ordinal)).ThrowOnError().Output.Single();

        Assert.Equal([7], Values(result, "$_.score"));
        Assert.Equal("integer", SentSchema().GetProperty("properties").GetProperty("score").GetProperty("type").GetString());
        Assert.False(ResponseFormat().GetProperty("strict").GetBoolean());
    }

    [Theory]
    [InlineData("([Review])")]
    [InlineData("[Review]")]
    public void A_class_of_a_script_gives_its_schema_and_its_instances(string type)
    {
        Provider.OnAny().Answer(Reply.Text(Answer));
        var result = Run(Classes + $"Invoke-HolySheepChat 'Rate it.' -ConfigPath $config -Schema {type}").ThrowOnError().Output.Single();

        Assert.Equal(
            ["Review", "Bad", 1.5, 2025, "m", 1, 2, "Part", "p", "high", 1],
            Values(result, "$_.GetType().Name; \"$($_.Mood)\"; $_.Score; $_.Stars; $_.At.Year; $_.Main.Name; $_.Main.Sizes; $_.Parts[0].GetType().Name; $_.Parts[0].Name; $_.Level; $_.Open.a").Where(value => value is not null));
        Assert.Equal(
            """{"type":"object","properties":{"Mood":{"type":"string","enum":["Good","Bad"]},"Score":{"type":"number"},"Stars":{"type":["integer","null"]},"At":{"type":"string","format":"date-time"},"Main":{"type":"object","properties":{"Name":{"type":"string"},"Sizes":{"type":"array","items":{"type":"integer"}}},"required":["Name","Sizes"],"additionalProperties":false},"Parts":{"type":"array","items":{"type":"object","properties":{"Name":{"type":"string"},"Sizes":{"type":"array","items":{"type":"integer"}}},"required":["Name","Sizes"],"additionalProperties":false}},"Level":{"type":"string","enum":["low","high"]},"Open":{}},"required":["Mood","Score","Stars","At","Main","Parts","Level","Open"],"additionalProperties":false}""",
            SentSchema().GetRawText());
    }

    [Fact]
    public void A_compiled_type_with_a_constructor_works_too()
    {
        Provider.OnAny().Answer(Reply.Text("""{"City":"Huế","Rain":{"mm":4}}"""));
        var result = Run("Invoke-HolySheepChat 'Weather?' -ConfigPath $config -Schema $args[0]", typeof(Weather)).ThrowOnError().Output.Single();

        Assert.Equal(new Weather("Huế", new() { ["mm"] = 4 }).City, ((Weather)result.Properties["Object"].Value).City);
    }

    [Fact]
    public void An_answer_that_the_type_does_not_take_is_that_inputs_error_with_the_answer_in_it()
    {
        Provider.OnAny().Answer(Reply.Text("""{"At":"tomorrow"}"""), Reply.Text("""{"At":"2025-01-01"}"""));
        var outcome = Run("class Day { [datetime] $At }; 'a', 'b' | Invoke-HolySheepChat -ConfigPath $config -Schema ([Day])");
        var error = Assert.Single(outcome.Errors);

        Assert.StartsWith("ReplyMalformed,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("a", error.TargetObject.ToString());
        Assert.Equal("""{"At":"tomorrow"}""", PSObject.AsPSObject(error.Exception).Properties["PartialContent"].Value);
        Assert.Equal("b", outcome.Output.Single().Properties["InputObject"].Value.ToString());
    }

    [Fact]
    public void A_refusal_has_no_object_and_is_an_answer_all_the_same()
    {
        Provider.OnAny().Answer(Reply.Refusal("No."));
        var result = Run("Invoke-HolySheepChat 'Rate it.' -ConfigPath $config -Schema @{ Score = 'number' }").ThrowOnError().Output.Single();

        Assert.Null(result.Properties["Object"].Value);
        Assert.Equal("No.", result.Properties["Refusal"].Value);
    }

    [Theory]
    [InlineData("@{ Score = 'nubmer' }", "did you mean 'number'?")]
    [InlineData("'no such file'", "nor a file that can be read")]
    [InlineData("[NoSuchType]", "(\u005BReview])")]
    [InlineData("([string])", "[String] is not a class with properties")]
    [InlineData("(& { class Node { [Node] $Next }; [Node] })", "contains itself")]
    public void An_invalid_schema_ends_the_command_before_any_call(string schema, string message)
    {
        var error = RunToFailure($"'a', 'b' | Invoke-HolySheepChat -ConfigPath $config -Schema {schema}");

        Assert.StartsWith("ArgumentInvalid,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(message, error.Exception.Message + error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(0, Provider.CallCount);
    }

    [Fact]
    public void The_sandbox_answers_a_type()
    {
        var result = Run(Classes + "Invoke-HolySheepChat 'Rate it.' -Sandbox -Schema ([Review])").ThrowOnError().Output.Single();
        Assert.Equal(["Review", "Good"], Values(result, "$_.GetType().Name; \"$($_.Mood)\""));
    }

    private JsonElement ResponseFormat() => Provider.Requests[^1].Json!.Value.GetProperty("response_format").GetProperty("json_schema");

    private JsonElement SentSchema() => ResponseFormat().GetProperty("schema");

    private object?[] Values(PSObject result, string script) =>
        [.. Session.Run("$args[0].Object | % { " + script + " }", result).ThrowOnError().Output.Select(value => value?.BaseObject)];

    /// <summary>A record, whose only constructor takes its values.</summary>
    public sealed record Weather(string City, System.Collections.Generic.Dictionary<string, int> Rain);
}
