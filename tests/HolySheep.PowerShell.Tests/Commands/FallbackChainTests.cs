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
    public void The_new_value_is_written_with_PassThru_and_not_without()
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

    [Fact]
    public void The_chains_that_hold_are_listed_by_model_and_found_by_pattern()
    {
        Configure("\"apiKey\": \"none\"", """{ "b": [ "c", "d" ], "a": [ "c" ], "off": [] }""");

        Assert.Equal(["a > c", "b > c > d"], Run("Get-HolySheepFallbackChain -ConfigPath $config").ThrowOnError().Output.Select(chain => chain.ToString()));
        Assert.Equal(["b > c > d"], Run("'B' | Get-HolySheepFallbackChain -ConfigPath $config").ThrowOnError().Output.Select(chain => chain.ToString()));
        Assert.Equal("gpt-4.1 > claude-sonnet-4.5 > gemini-2.5-flash", Run("Get-HolySheepFallbackChain gpt-* -ConfigPath $args[0]", Home.WriteFile("empty.json", "{}")).ThrowOnError().Output.Single().ToString());
    }

    [Fact]
    public void A_model_without_a_chain_is_an_error_with_its_name_and_the_others_still_come()
    {
        Configure("\"apiKey\": \"none\"", """{ "a": [ "c" ] }""");
        var outcome = Run("Get-HolySheepFallbackChain nope, a, nope* -ConfigPath $config");

        Assert.Equal("a > c", outcome.Output.Single().ToString());
        Assert.StartsWith("ChainUnknown,", Assert.Single(outcome.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("nope", outcome.Errors[0].TargetObject);
    }

    [Fact]
    public void Chains_go_from_Get_to_Set_in_another_file_and_from_Get_to_Remove()
    {
        Configure("\"apiKey\": \"none\"", """{ "a": [ "b", "c" ], "d": [ "e" ] }""");
        var other = Home.WriteFile("other.json", "{}");
        Run("Get-HolySheepFallbackChain -ConfigPath $config | Set-HolySheepFallbackChain -ConfigPath $args[0]", other).ThrowOnError();
        Assert.Equal("a > b > c", Run("Get-HolySheepFallbackChain a -ConfigPath $args[0]", other).ThrowOnError().Output.Single().ToString());

        Run("Get-HolySheepFallbackChain -ConfigPath $config | Remove-HolySheepFallbackChain -ConfigPath $config").ThrowOnError();
        Assert.Empty(Run("Get-HolySheepFallbackChain -ConfigPath $config").ThrowOnError().Output);
    }

    [Fact]
    public void Removing_a_chain_that_is_not_there_is_one_error_and_the_rest_goes_on()
    {
        Configure("\"apiKey\": \"none\"", """{ "a": [ "b" ] }""");
        var outcome = Run("'x', 'a' | Remove-HolySheepFallbackChain -ConfigPath $config; Remove-HolySheepFallbackChain -ConfigPath $config");

        Assert.Equal(["ChainUnknown", "ArgumentInvalid"], outcome.Errors.Select(error => error.FullyQualifiedErrorId.Split(',')[0]));
        Assert.Empty(Run("Get-HolySheepFallbackChain -ConfigPath $config").ThrowOnError().Output);
    }

    private string[] Chain(string model) =>
        [.. JsonNode.Parse(File.ReadAllText(Home.ConfigPath))!["chains"]![model]!.AsArray().Select(item => item!.GetValue<string>())];
}
