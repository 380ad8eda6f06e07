using System;
using System.Linq;
using HolySheep.Errors;
using Xunit;

namespace HolySheep.Configuration;

public sealed class RuleReadingTests : IDisposable
{
    private readonly ConfigurationHome _home = new();

    [Fact]
    public void A_rule_is_read_with_all_its_conditions()
    {
        var rule = Assert.Single(_home.Read("""
            { "rules": [ { "name": "long", "model": "gemini-2.5-flash", "when": {
                "minPromptTokens": 20000, "maxPromptTokens": 90000, "tags": { "team": "ops" }, "between": "22:00-06:00", "timeZone": "UTC",
                "task": "summarise", "prompt": "^log ", "models": [ "gpt-4.1" ] } } ] }
            """).Rules);
        Assert.Equal(("long", 20000, 90000, "summarise", "^log ", "gemini-2.5-flash"), (rule.Name, rule.MinPromptTokens, rule.MaxPromptTokens, rule.Task, rule.PromptPattern, rule.Model));
        Assert.Equal(("22:00-06:00", "UTC", "ops", "gpt-4.1"), (rule.Between!.ToString(), rule.Between.Zone!.Id, rule.Tags["TEAM"], rule.Models.Single()));
    }

    [Fact]
    public void Rules_keep_their_order_and_may_name_a_chain() =>
        Assert.Equal(["b: x, y", "a: z"], _home.Read("""
            { "rules": [ { "name": "b", "when": { "task": "t" }, "chain": [ "x", "y", "x" ] }, { "name": "a", "when": { "task": "t" }, "model": "z" } ] }
            """).Rules.Select(rule => $"{rule.Name}: {rule.Model ?? string.Join(", ", rule.Chain)}"));

    [Theory]
    [InlineData("rules", "{ \"rules\": {} }", "list")]
    [InlineData("rules[0]", "{ \"rules\": [ { } ] }", "'name'")]
    [InlineData("rules[0]", "{ \"rules\": [ { \"name\": \"a\", \"model\": \"m\" } ] }", "'when'")]
    [InlineData("rules[0].when", "{ \"rules\": [ { \"name\": \"a\", \"model\": \"m\", \"when\": {} } ] }", "one or more of")]
    [InlineData("rules[0].when.promtp", "{ \"rules\": [ { \"name\": \"a\", \"model\": \"m\", \"when\": { \"promtp\": \"x\" } } ] }", "did you mean 'prompt'?")]
    [InlineData("rules[0].when.prompt", "{ \"rules\": [ { \"name\": \"a\", \"model\": \"m\", \"when\": { \"prompt\": \"(\" } } ] }", "regular expression")]
    [InlineData("rules[0].when.prompt", "{ \"rules\": [ { \"name\": \"a\", \"model\": \"m\", \"when\": { \"prompt\": \"\" } } ] }", "regular expression")]
    [InlineData("rules[0].when.between", "{ \"rules\": [ { \"name\": \"a\", \"model\": \"m\", \"when\": { \"between\": \"22-6\" } } ] }", "22:00-06:00")]
    [InlineData("rules[0].when.between", "{ \"rules\": [ { \"name\": \"a\", \"model\": \"m\", \"when\": { \"between\": \"25:00-06:00\" } } ] }", "22:00-06:00")]
    [InlineData("rules[0].when.between", "{ \"rules\": [ { \"name\": \"a\", \"model\": \"m\", \"when\": { \"between\": \"06:00-06:00\" } } ] }", "two different times")]
    [InlineData("rules[0].when.between", "{ \"rules\": [ { \"name\": \"a\", \"model\": \"m\", \"when\": { \"between\": \"00:00-24:00\" } } ] }", "two different times")]
    [InlineData("rules[0].when.timeZone", "{ \"rules\": [ { \"name\": \"a\", \"model\": \"m\", \"when\": { \"timeZone\": \"UTC\", \"task\": \"t\" } } ] }", "'between'")]
    [InlineData("rules[0].when.timeZone", "{ \"rules\": [ { \"name\": \"a\", \"model\": \"m\", \"when\": { \"timeZone\": \"Mars/Olympus\", \"between\": \"22:00-06:00\" } } ] }", "time zone")]
    [InlineData("rules[0].when.tags", "{ \"rules\": [ { \"name\": \"a\", \"model\": \"m\", \"when\": { \"tags\": {} } } ] }", "at least one tag")]
    [InlineData("rules[0].when.models", "{ \"rules\": [ { \"name\": \"a\", \"model\": \"m\", \"when\": { \"models\": [] } } ] }", "at least one model")]
    [InlineData("rules[0].when.minPromptTokens", "{ \"rules\": [ { \"name\": \"a\", \"model\": \"m\", \"when\": { \"minPromptTokens\": 0 } } ] }", "from 1")]
    [InlineData("rules[0].when.maxPromptTokens", "{ \"rules\": [ { \"name\": \"a\", \"model\": \"m\", \"when\": { \"minPromptTokens\": 5, \"maxPromptTokens\": 4 } } ] }", "at least 'minPromptTokens'")]
    [InlineData("rules[0]", "{ \"rules\": [ { \"name\": \"a\", \"when\": { \"task\": \"t\" } } ] }", "'model' or a 'chain'")]
    [InlineData("rules[0].chain", "{ \"rules\": [ { \"name\": \"a\", \"when\": { \"task\": \"t\" }, \"model\": \"m\", \"chain\": [ \"n\" ] } ] }", "not both")]
    [InlineData("rules[0].chain", "{ \"rules\": [ { \"name\": \"a\", \"when\": { \"task\": \"t\" }, \"chain\": [] } ] }", "at least one model")]
    [InlineData("rules[0].model", "{ \"rules\": [ { \"name\": \"a\", \"when\": { \"task\": \"t\" }, \"model\": \"holyshep/m\" } ] }", "did you mean 'holysheep'?")]
    [InlineData("rules[1].name", "{ \"rules\": [ { \"name\": \"a\", \"when\": { \"task\": \"t\" }, \"model\": \"m\" }, { \"name\": \"A\", \"when\": { \"task\": \"t\" }, \"model\": \"m\" } ] }", "an earlier rule has the name")]
    public void A_rule_that_cannot_be_meant_is_refused_with_its_line_and_key(string key, string text, string expected)
    {
        var error = _home.Refusal(text);
        Assert.Equal((ErrorCode.ConfigurationInvalid, key, 1), (error.Code, error.Key, error.Line));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_whose_own_name_has_a_slash_is_taken_where_it_is_configured_or_written_with_its_provider() =>
        Assert.Equal(["meta/llama-4", "holysheep/meta/llama-4"], _home.Read("""
            { "models": { "meta/llama-4": {} }, "rules": [
              { "name": "a", "when": { "task": "t" }, "model": "meta/llama-4" },
              { "name": "b", "when": { "task": "t" }, "model": "holysheep/meta/llama-4" } ] }
            """).Rules.Select(rule => rule.Model));

    public void Dispose() => _home.Dispose();
}
