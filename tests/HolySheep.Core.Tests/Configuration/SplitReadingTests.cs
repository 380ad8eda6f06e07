using System;
using HolySheep.Configuration.Options;
using HolySheep.Errors;
using Xunit;

namespace HolySheep.Configuration;

public sealed class SplitReadingTests : IDisposable
{
    private readonly ConfigurationHome _home = new();

    [Fact]
    public void A_split_is_read_with_its_limits_and_its_shadow()
    {
        var split = _home.Read("""
            { "splits": { "gpt-4.1": { "to": [ { "model": "claude-sonnet-4.5", "percent": 5 }, { "model": "holysheep/other", "percent": 0.25 } ],
              "minSamples": 60, "maxErrorRate": 0.05, "maxP95Sec": 20, "shadow": { "model": "deepseek-v3.2", "percent": 10 } } } }
            """).Splits["gpt-4.1"];
        Assert.Equal([new SplitMember("claude-sonnet-4.5", 5), new SplitMember("holysheep/other", 0.25m)], split.To);
        Assert.Equal((60, 0.05, TimeSpan.FromSeconds(20), new SplitMember("deepseek-v3.2", 10)), (split.MinSamples, split.MaxErrorRate, split.MaxP95, split.Shadow));
    }

    [Fact]
    public void A_split_that_says_little_looks_at_50_calls_and_has_no_limits()
    {
        var split = _home.Read("""{ "splits": { "a": { "to": [ { "model": "b", "percent": 100 } ] } } }""").Splits["a"];
        Assert.Equal((50, null, null, null), (split.MinSamples, split.MaxErrorRate, split.MaxP95, split.Shadow));
    }

    [Theory]
    [InlineData("splits", "{ \"splits\": [] }", "object")]
    [InlineData("splits.a", "{ \"splits\": { \"a\": {} } }", "'to'")]
    [InlineData("splits.a", "{ \"splits\": { \"a\": { \"to\": [] } } }", "'to'")]
    [InlineData("splits.a.to[0]", "{ \"splits\": { \"a\": { \"to\": [ { \"percent\": 5 } ] } } }", "'model'")]
    [InlineData("splits.a.to[0]", "{ \"splits\": { \"a\": { \"to\": [ { \"model\": \"b\" } ] } } }", "'percent'")]
    [InlineData("splits.a.to[0].percent", "{ \"splits\": { \"a\": { \"to\": [ { \"model\": \"b\", \"percent\": 101 } ] } } }", "0 to 100")]
    [InlineData("splits.a.to[0].percent", "{ \"splits\": { \"a\": { \"to\": [ { \"model\": \"b\", \"percent\": -1 } ] } } }", "0 to 100")]
    [InlineData("splits.a.to[1].percent", "{ \"splits\": { \"a\": { \"to\": [ { \"model\": \"b\", \"percent\": 60 }, { \"model\": \"c\", \"percent\": 40.5 } ] } } }", "100.5 %")]
    [InlineData("splits.a.to[1]", "{ \"splits\": { \"a\": { \"to\": [ { \"model\": \"b\", \"percent\": 6 }, { \"model\": \"b\", \"percent\": 4 } ] } } }", "twice")]
    [InlineData("splits.a.to[0].model", "{ \"splits\": { \"a\": { \"to\": [ { \"model\": \"a\", \"percent\": 6 } ] } } }", "another model")]
    [InlineData("splits.a.to[0].model", "{ \"splits\": { \"a\": { \"to\": [ { \"model\": \"holyshep/b\", \"percent\": 6 } ] } } }", "did you mean 'holysheep'?")]
    [InlineData("splits.a.maxErrorRate", "{ \"splits\": { \"a\": { \"maxErrorRate\": 5, \"to\": [ { \"model\": \"b\", \"percent\": 6 } ] } } }", "0.05 for 5 %")]
    [InlineData("splits.a.maxP95Sec", "{ \"splits\": { \"a\": { \"maxP95Sec\": 0, \"to\": [ { \"model\": \"b\", \"percent\": 6 } ] } } }", "above 0")]
    [InlineData("splits.a.minSamples", "{ \"splits\": { \"a\": { \"minSamples\": 0, \"to\": [ { \"model\": \"b\", \"percent\": 6 } ] } } }", "from 1 to 1000")]
    [InlineData("splits.a.shadow.model", "{ \"splits\": { \"a\": { \"shadow\": { \"model\": \"a\", \"percent\": 1 } } } }", "another model")]
    public void A_split_that_cannot_be_meant_is_refused_with_its_line_and_key(string key, string text, string expected)
    {
        var error = _home.Refusal(text);
        Assert.Equal((ErrorCode.ConfigurationInvalid, key, 1), (error.Code, error.Key, error.Line));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _home.Dispose();
}
