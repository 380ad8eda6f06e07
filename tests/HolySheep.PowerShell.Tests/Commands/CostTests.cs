using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.PowerShell.Tests.Commands;

public sealed class CostTests : ChatFixture
{
    [Fact]
    public void Texts_of_the_pipeline_are_measured_together_and_no_provider_is_called()
    {
        var estimate = Run("'four', 'fourfour' | Measure-HolySheepCost -Model gpt-4.1 -OutputTokens 10 -ConfigPath $config").ThrowOnError().Output.Single();
        Assert.Equal((2L, 3L, 20L), (Value(estimate, "Items"), Value(estimate, "PromptTokens"), Value(estimate, "OutputTokens")));
        Assert.Equal(((3 * 2m) + (20 * 8m)) / 1_000_000, Value(estimate, "Cost"));
        Assert.Equal((true, "local"), (Value(estimate, "Fits"), Value(estimate, "Provider")));
        Assert.Equal(0, Provider.CallCount);
    }

    [Fact]
    public void Without_a_model_the_default_one_and_its_chain_are_compared()
    {
        Configure("\"apiKey\": \"none\"", """{ "gpt-4.1": [ "deepseek-v3.2", "unheard-of" ] }""");
        var estimates = Run("Measure-HolySheepCost 'a' -ConfigPath $config").ThrowOnError().Output;
        Assert.Equal(["gpt-4.1", "deepseek-v3.2", "unheard-of"], estimates.Select(estimate => Value(estimate, "Model")));
        Assert.Equal((null, "No price is known for local/unheard-of."), (Value(estimates[2], "Cost"), Value(estimates[2], "CostReason")));
    }

    [Fact]
    public void Files_are_found_by_wildcards_literally_and_from_the_pipeline()
    {
        Directory.CreateDirectory(Path.Combine(Home.Folder, "texts"));
        Home.WriteFile("texts/a[1].txt", "12345678");
        Home.WriteFile("texts/b.txt", "1234");
        Assert.Equal(5L, PromptTokens("Measure-HolySheepCost -Path \"$($args[0])/*.txt\" -Model gpt-4.1 -ConfigPath $config"));
        Assert.Equal(3L, PromptTokens("Measure-HolySheepCost -LiteralPath \"$($args[0])/a[1].txt\" -Model gpt-4.1 -ConfigPath $config"));
        Assert.Equal(5L, PromptTokens("\"$($args[0])/a[1].txt\", \"$($args[0])/b.txt\" | % { [pscustomobject] @{ PSPath = $_ } } | Measure-HolySheepCost -Model gpt-4.1 -ConfigPath $config"));
    }

    [Fact]
    public void A_csv_file_is_measured_row_by_row_with_its_template()
    {
        Directory.CreateDirectory(Path.Combine(Home.Folder, "texts"));
        Home.WriteFile("texts/rows.csv", "Id,Body\n1,12345678\n2,1234\n");
        Assert.Equal(5L, PromptTokens("Measure-HolySheepCost -CsvPath \"$($args[0])/rows.csv\" -Prompt '{Body}' -Model gpt-4.1 -ConfigPath $config"));
    }

    [Theory]
    [InlineData("", 2_000L, false, 2)]
    [InlineData("$WhatIfPreference = $true;", 3L, true, 0)]
    public void With_Exact_the_provider_counts_each_text_but_not_in_a_rehearsal(string before, long tokens, bool estimated, int calls)
    {
        Provider.Handle(_ => Reply.Json(200, "{ \"input_tokens\": 1000 }"));
        var exact = Home.WriteFile("exact.json", $$"""{ "providers": { "claude": { "kind": "anthropic", "baseUrl": "{{Provider.Root}}", "apiKey": "none" } } }""");
        var estimate = Run($"{before} 'four', 'fourfour' | Measure-HolySheepCost -Exact -Model claude/claude-sonnet-4.5 -OutputTokens 0 -ConfigPath $args[0]", exact).ThrowOnError().Output.Single();
        Assert.Equal((tokens, estimated), (Value(estimate, "PromptTokens"), Value(estimate, "Estimated")));
        Assert.Equal(calls, Provider.CallCount);
    }

    [Fact]
    public void A_provider_that_does_not_count_is_a_warning()
    {
        var outcome = Run("Measure-HolySheepCost 'four' -Exact -Model gpt-4.1 -ConfigPath $config").ThrowOnError();
        Assert.Equal("local/gpt-4.1 did not count the tokens: the provider has no count of tokens. They are counted with the model's own encoding.", Assert.Single(outcome.Warnings));
        Assert.Equal(false, Value(outcome.Output.Single(), "Estimated"));
        Assert.Equal(0, Provider.CallCount);
    }

    [Fact]
    public void A_text_that_cannot_be_measured_is_an_error_that_says_why()
    {
        Assert.StartsWith("ArgumentInvalid,", RunToFailure("Measure-HolySheepCost 'a' -OutputTokens -1 -ConfigPath $config -ErrorAction Stop").FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("nothing to measure", Assert.Single(Run("Measure-HolySheepCost -ConfigPath $config").Errors).Exception.Message, StringComparison.Ordinal);

        var outcome = Run("'gone.txt', $args[0] | % { [pscustomobject] @{ LiteralPath = $_ } } | Measure-HolySheepCost -Model gpt-4.1 -ConfigPath $config", Home.WriteFile("there.txt", "1234"));
        Assert.Contains("gone.txt", Assert.Single(outcome.Errors).Exception.Message, StringComparison.Ordinal);
        Assert.Equal(1L, Value(outcome.Output.Single(), "Items"));
    }

    private static object? Value(PSObject result, string name) => result.Properties[name].Value;

    private object? PromptTokens(string script) => Value(Run(script, Path.Combine(Home.Folder, "texts")).ThrowOnError().Output.Single(), "PromptTokens");
}
