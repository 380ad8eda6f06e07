using System;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using Xunit;

namespace HolySheep.PowerShell.Tests.Commands;

public sealed class FallbackChainTests : ChatFixture
{
    [Fact]
    public void A_chain_is_set_by_position_and_holds_for_the_next_call()
    {
        Provider.On("gpt-4.1").Answer(TestKit.Reply.Status(404, "gone"));
        Run("Set-HolySheepFallbackChain gpt-4.1 claude-sonnet-4.5, deepseek-v3.2 -ConfigPath $config").ThrowOnError();
        var answer = Run("Invoke-HolySheepChat 'a' -ConfigPath $config").ThrowOnError().Output.Single();

        Assert.Equal(["claude-sonnet-4.5", "deepseek-v3.2"], Chain("gpt-4.1"));
        Assert.Equal("claude-sonnet-4.5", answer.Properties["ModelUsed"].Value);
    }

    [Fact]
    public void What_was_set_comes_out_with_PassThru_and_not_without()
    {
        Assert.Empty(Run("Set-HolySheepFallbackChain a b -ConfigPath $config").ThrowOnError().Output);
        Assert.Equal("a > b > c", Run("Set-HolySheepFallbackChain a b, a, c, b -PassThru -ConfigPath $config").ThrowOnError().Output.Single().ToString());
    }

    [Fact]
    public void WhatIf_changes_nothing()
    {
        var before = File.ReadAllText(Home.ConfigPath);
        var outcome = Run("Set-HolySheepFallbackChain a b -ConfigPath $config -WhatIf -PassThru").ThrowOnError();

        Assert.Empty(outcome.Output);
        Assert.Equal(before, File.ReadAllText(Home.ConfigPath));
    }

    [Fact]
    public void Chains_are_taken_from_the_pipeline_by_property()
    {
        Run("[pscustomobject] @{ Model = 'a'; Fallback = 'b', 'c' }, [pscustomobject] @{ Model = 'd'; Fallback = @() } | Set-HolySheepFallbackChain -ConfigPath $config").ThrowOnError();

        Assert.Equal(["b", "c"], Chain("a"));
        Assert.Empty(Chain("d"));
    }

    [Fact]
    public void A_missing_argument_is_an_error_and_never_a_question()
    {
        var outcome = Run("Set-HolySheepFallbackChain -ConfigPath $config; Set-HolySheepFallbackChain gpt-4.1 -ConfigPath $config");

        Assert.Equal(2, outcome.Errors.Count);
        Assert.All(outcome.Errors, error => Assert.StartsWith("ArgumentInvalid,", error.FullyQualifiedErrorId, StringComparison.Ordinal));
    }

    [Fact]
    public void A_configuration_that_cannot_be_read_is_left_as_it_is()
    {
        Home.WriteConfig("{ oops");
        var error = RunToFailure("Set-HolySheepFallbackChain a b -ConfigPath $config");

        Assert.StartsWith("ConfigurationInvalid,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("{ oops", File.ReadAllText(Home.ConfigPath));
    }

    private string[] Chain(string model) =>
        [.. JsonNode.Parse(File.ReadAllText(Home.ConfigPath))!["chains"]![model]!.AsArray().Select(item => item!.GetValue<string>())];
}
