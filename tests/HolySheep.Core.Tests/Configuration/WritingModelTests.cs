using System;
using System.IO;
using System.Linq;
using HolySheep.Errors;
using Xunit;

namespace HolySheep.Configuration;

public sealed class WritingModelTests : IDisposable
{
    private readonly ConfigurationHome _home = new();

    [Fact]
    public void Targets_and_strategy_are_written_in_order_with_their_weights()
    {
        _home.Open().SetModel("gpt-4.1", new ModelEdit { Targets = [new("holysheep/gpt-4.1"), new("holysheep/other", 2)], Strategy = "round-robin" });
        Assert.Equal("""{"models":{"gpt-4.1":{"targets":["holysheep/gpt-4.1",{"target":"holysheep/other","weight":2}],"strategy":"round-robin"}}}""", Text());
        Assert.Equal(TargetStrategy.RoundRobin, _home.Open().Read().Models["gpt-4.1"].Strategy);
    }

    [Fact]
    public void What_is_not_named_and_what_is_not_known_stays()
    {
        _home.Write("""{ "models": { "a": { "later": 1, "price": { "input": 1.50, "output": 2 }, "targets": [ "holysheep/a" ] }, "b": {} } }""");
        _home.Open().SetModel("a", new ModelEdit { Strategy = "round-robin" });
        Assert.Equal("""{"models":{"a":{"later":1,"price":{"input":1.50,"output":2},"targets":["holysheep/a"],"strategy":"round-robin"},"b":{}}}""", Text());
    }

    [Fact]
    public void An_empty_list_and_an_empty_text_take_a_member_out_and_an_empty_model_goes_with_them()
    {
        _home.Write("""{ "models": { "a": { "targets": [ "holysheep/a" ], "strategy": "priority" } }, "zebra": 1 }""");
        _home.Open().SetModel("a", new ModelEdit { Targets = [], Strategy = "" });
        Assert.Equal("""{"zebra":1}""", Text());
    }

    [Fact]
    public void A_model_becomes_the_default_where_that_is_asked_for()
    {
        _home.Open().SetModel("deepseek-v3.2", new ModelEdit { MakeDefault = true });
        Assert.Equal("""{"defaults":{"model":"deepseek-v3.2"}}""", Text());
    }

    [Theory]
    [InlineData("nobody/gpt", null, "models.a.targets[0]")]
    [InlineData("gpt", null, "models.a.targets[0]")]
    [InlineData("holysheep/a", "round-robbin", "models.a.strategy")]
    public void A_change_that_cannot_stand_is_refused_as_an_argument_and_names_its_key(string target, string? strategy, string path)
    {
        _home.Write("{}");
        var error = Assert.Throws<ConfigurationException>(() => _home.Open().SetModel("a", new ModelEdit { Targets = [new(target)], Strategy = strategy }));
        Assert.Equal((ErrorCode.ArgumentInvalid, path), (error.Code, error.Key));
        Assert.Equal("{}", File.ReadAllText(_home.File));
    }

    public void Dispose() => _home.Dispose();

    private string Text() => string.Concat(File.ReadAllText(_home.File).Where(character => !char.IsWhiteSpace(character)));
}
