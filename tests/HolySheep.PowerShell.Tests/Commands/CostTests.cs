using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
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

    [Fact]
    public void What_cannot_be_measured_is_an_error_that_says_why()
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
