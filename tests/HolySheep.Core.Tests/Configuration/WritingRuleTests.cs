using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using HolySheep.Configuration.Edits;
using HolySheep.Errors;
using Xunit;

namespace HolySheep.Configuration;

public sealed class WritingRuleTests : IDisposable
{
    private readonly ConfigurationHome _home = new();

    [Fact]
    public void A_rule_is_written_at_the_end_and_what_is_not_named_stays()
    {
        _home.Open().SetRule("night", new RuleEdit { Between = "22:00-06:00", TimeZone = "UTC", Model = "a" });
        _home.Open().SetRule("long", new RuleEdit { MinPromptTokens = 20000, Tags = new Dictionary<string, string> { ["team"] = "ops" }, Chain = ["a", "b"] });
        _home.Open().SetRule("NIGHT", new RuleEdit { Task = "summarise" });
        Assert.Equal(
            """{"rules":[{"name":"night","when":{"between":"22:00-06:00","timeZone":"UTC","task":"summarise"},"model":"a"},{"name":"long","when":{"minPromptTokens":20000,"tags":{"team":"ops"}},"chain":["a","b"]}]}""",
            Text());
    }

    [Fact]
    public void A_position_moves_a_rule_and_one_beyond_the_end_is_the_end()
    {
        foreach (var (name, position) in new (string, int?)[] { ("a", null), ("b", 1), ("c", 2), ("b", 99) })
        {
            _home.Open().SetRule(name, new RuleEdit { Task = "t", Model = "m", Position = position });
        }

        Assert.Equal(["c", "a", "b"], _home.Open().Read().Rules.Select(rule => rule.Name));
    }

    [Fact]
    public void A_model_takes_the_place_of_a_chain_and_the_other_way_round()
    {
        _home.Open().SetRule("a", new RuleEdit { Task = "t", Chain = ["x", "y"] });
        _home.Open().SetRule("a", new RuleEdit { Model = "z" });
        Assert.Equal("""{"rules":[{"name":"a","when":{"task":"t"},"model":"z"}]}""", Text());
        _home.Open().SetRule("a", new RuleEdit { Chain = ["x"] });
        Assert.Equal("""{"rules":[{"name":"a","when":{"task":"t"},"chain":["x"]}]}""", Text());
    }

    [Fact]
    public void Empty_values_take_conditions_out_but_never_the_last()
    {
        _home.Open().SetRule("a", new RuleEdit { Task = "t", PromptPattern = "x", MinPromptTokens = 5, Models = ["gpt-4.1"], Between = "01:00-02:00", TimeZone = "UTC", Model = "m" });
        _home.Open().SetRule("a", new RuleEdit { PromptPattern = "", MinPromptTokens = 0, Models = [], Between = "" });
        Assert.Equal("""{"rules":[{"name":"a","when":{"task":"t"},"model":"m"}]}""", Text());

        var error = Assert.Throws<ConfigurationException>(() => _home.Open().SetRule("a", new RuleEdit { Task = "" }));
        Assert.Equal((ErrorCode.ArgumentInvalid, "rules[0].when"), (error.Code, error.Key));
        Assert.Equal("""{"rules":[{"name":"a","when":{"task":"t"},"model":"m"}]}""", Text());
    }

    [Fact]
    public void A_removed_rule_is_gone_and_the_others_stay()
    {
        _home.Open().SetRule("a", new RuleEdit { Task = "t", Model = "m" });
        _home.Open().SetRule("b", new RuleEdit { Task = "t", Model = "m" });
        _home.Open().RemoveRule("A");
        Assert.Equal(ErrorCode.RuleUnknown, Assert.Throws<HolySheepException>(() => _home.Open().RemoveRule("a")).Code);
        Assert.Equal("b", _home.Open().Read().Rules.Single().Name);
        _home.Open().RemoveRule("b");
        Assert.Equal("{}", Text());
    }

    [Fact]
    public void A_provider_that_rules_and_splits_name_is_in_use_and_goes_with_them()
    {
        _home.Write("""
            { "providers": { "backup": { "kind": "sandbox" } }, "rules": [
                { "name": "a", "when": { "task": "t" }, "chain": [ "x", "backup/y" ] }, { "name": "b", "when": { "models": [ "backup/y" ] }, "model": "z" }, { "name": "c", "when": { "task": "t" }, "model": "z" } ],
              "splits": { "m": { "to": [ { "model": "backup/m", "percent": 5 } ] }, "n": { "to": [ { "model": "z", "percent": 5 } ], "shadow": { "model": "backup/n", "percent": 5 } } } }
            """);
        var error = Assert.Throws<HolySheepException>(() => _home.Open().RemoveProvider("backup"));
        Assert.Equal(ErrorCode.ProviderInUse, error.Code);
        Assert.Contains("the rule a, the rule b, the split of m, the split of n", error.Message, StringComparison.Ordinal);

        _home.Open().RemoveProvider("backup", withUses: true);
        Assert.Equal("""{"providers":{},"rules":[{"name":"c","when":{"task":"t"},"model":"z"}],"splits":{"n":{"to":[{"model":"z","percent":5}]}}}""", Text());
    }

    public void Dispose() => _home.Dispose();

    private string Text() => string.Concat(File.ReadAllText(_home.File).Where(character => !char.IsWhiteSpace(character)));
}
