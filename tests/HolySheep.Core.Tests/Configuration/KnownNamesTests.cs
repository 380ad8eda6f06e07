using System;
using System.Linq;
using HolySheep.Configuration.Names;
using Xunit;

namespace HolySheep.Configuration;

public sealed class KnownNamesTests : IDisposable
{
    private readonly ConfigurationHome _home = new();

    private KnownNames Names => KnownNames.Read(null, _home.Variable);

    public void Dispose() => _home.Dispose();

    [Fact]
    public void Without_a_file_the_catalogue_and_the_built_in_chains_are_known()
    {
        Assert.Contains("gpt-4.1", Names.Models.Select(name => name.Name));
        Assert.Equal(["claude-sonnet-4.5", "gemini-2.5-flash", "gpt-4.1"], Names.Chains.Select(name => name.Name));
        Assert.Equal(["holysheep"], Names.Providers.Select(name => name.Name));
    }

    [Fact]
    public void Configured_names_come_first_and_each_once()
    {
        _home.Write("""
            {
              "providers": { "a": { "kind": "sandbox" } },
              "models": { "mine": { "targets": [ "a/big" ] } },
              "chains": { "mine": [ "a/other", "gpt-4.1", "x/open" ] }
            }
            """);

        var models = Names.Models.Select(name => name.Name).ToList();
        Assert.True(models.IndexOf("mine") < models.IndexOf("gpt-5"));
        Assert.Equal(models.Distinct(), models);
        Assert.Contains("x/open", models);
        Assert.DoesNotContain("a/other", models);
        Assert.Equal(["a/big", "a/other"], Names.TargetsAt("a").Take(2).Select(name => name.Name));
        Assert.Equal("falls back to a/other, gpt-4.1, x/open", Names.Chains.Single(name => name.Name == "mine").Note);
    }

    [Theory]
    [InlineData("no JSON")]
    [InlineData("{ \"providers\": 7 }")]
    public void A_file_that_cannot_be_read_counts_as_missing(string text)
    {
        _home.Write(text);
        Assert.Equal(["holysheep"], Names.Providers.Select(name => name.Name));
        Assert.Contains("gpt-4.1", Names.Models.Select(name => name.Name));
    }

    [Fact]
    public void An_invalid_address_in_the_environment_does_not_fail()
    {
        _home.Environment["HOLYSHEEP_BASE_URL"] = "nowhere";
        Assert.Equal(["holysheep"], Names.Providers.Select(name => name.Name));
    }
}
