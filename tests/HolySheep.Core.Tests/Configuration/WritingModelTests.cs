using System;
using System.IO;
using System.Linq;
using HolySheep.Configuration.Edits;
using HolySheep.Configuration.Options;
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
    public void Omitted_and_unknown_members_stay()
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
    public void A_price_is_written_with_a_point_in_every_culture_and_taken_out_again()
    {
        var culture = System.Globalization.CultureInfo.CurrentCulture;
        try
        {
            // As in German or Vietnamese: a comma before the fraction, points between thousands.
            var comma = (System.Globalization.CultureInfo)System.Globalization.CultureInfo.InvariantCulture.Clone();
            (comma.NumberFormat.NumberDecimalSeparator, comma.NumberFormat.NumberGroupSeparator) = (",", ".");
            System.Globalization.CultureInfo.CurrentCulture = comma;
            _home.Open().SetModel("a", new ModelEdit { Price = new Catalog.ModelPrice(2.00m, 8m, 0.5m) { CacheWrite = 2.5m, Reasoning = 9m } });
            Assert.Equal("""{"models":{"a":{"price":{"input":2.00,"cachedInput":0.5,"cacheWrite":2.5,"output":8,"reasoning":9}}}}""", Text());
            Assert.Equal(new Catalog.ModelPrice(2m, 8m, 0.5m) { CacheWrite = 2.5m, Reasoning = 9m }, _home.Open().Read().Models["a"].Price);
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentCulture = culture;
        }

        _home.Open().SetModel("a", new ModelEdit { RemovePrice = true });
        Assert.Equal("{}", Text());
    }

    [Fact]
    public void A_price_below_0_is_refused() =>
        Assert.Equal("models.a.price.output", Assert.Throws<ConfigurationException>(() => _home.Open().SetModel("a", new ModelEdit { Price = new Catalog.ModelPrice(1m, -1m) })).Key);

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
