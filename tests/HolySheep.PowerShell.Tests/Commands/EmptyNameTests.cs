using System;
using System.IO;
using Xunit;

namespace HolySheep.PowerShell.Tests.Commands;

public sealed class EmptyNameTests : ChatFixture
{
    [Theory]
    [InlineData("Set-HolySheepFallbackChain m ''")]
    [InlineData("Set-HolySheepFallbackChain m \"$unset\"")]
    [InlineData("Set-HolySheepFallbackChain m '  '")]
    [InlineData("Set-HolySheepFallbackChain m a, ''")]
    [InlineData("Set-HolySheepFallbackChain m a, $null")]
    [InlineData("Set-HolySheepModel m ''")]
    [InlineData("Set-HolySheepModel m local/a, ''")]
    [InlineData("Set-HolySheepModel m @{ Target = ''; Weight = 2 }")]
    [InlineData("Set-HolySheepSplit m '' 10")]
    [InlineData("Set-HolySheepSplit m -To @{ Model = ''; Percent = 10 }")]
    [InlineData("Set-HolySheepRule r m -ForModel ''")]
    [InlineData("Set-HolySheepRule r -Chain '' -Task t")]
    [InlineData("Set-HolySheepRule r '' -Task t")]
    [InlineData("Set-HolySheepBudget d 1 -Action Downgrade -Chain ''")]
    [InlineData("Set-HolySheepBudget d 1 -Scope ''")]
    [InlineData("Set-HolySheepProvider local -ApiKeyReference ''")]
    [InlineData("Set-HolySheepProvider local -ApiKeyCommand ''")]
    [InlineData("Set-HolySheepTemplate t 'x {}' -Stop ''")]
    [InlineData("[pscustomobject] @{ Model = 'm' } | Set-HolySheepFallbackChain -Fallback ''")]
    public void An_empty_name_is_an_error_and_erases_nothing(string command)
    {
        Run("Set-HolySheepModel m local/x; Set-HolySheepFallbackChain m b; Set-HolySheepRule r m -Task s".Replace(";", " -ConfigPath $config;", StringComparison.Ordinal) + " -ConfigPath $config").ThrowOnError();
        var before = File.ReadAllText(Home.ConfigPath);

        var error = Assert.Single(Run(command + " -ConfigPath $config").Errors);

        Assert.StartsWith("ArgumentInvalid,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllText(Home.ConfigPath));
    }

    [Fact]
    public void An_empty_list_and_the_empty_cell_of_a_csv_file_still_turn_a_chain_off()
    {
        Run("Set-HolySheepFallbackChain m b -ConfigPath $config; Set-HolySheepFallbackChain m @() -ConfigPath $config; '\"Model\",\"Fallback\"', '\"n\",\"\"' | ConvertFrom-Csv | Set-HolySheepFallbackChain -ConfigPath $config").ThrowOnError();
        Assert.Contains("\"m\": []", File.ReadAllText(Home.ConfigPath), StringComparison.Ordinal);
        Assert.Contains("\"n\": []", File.ReadAllText(Home.ConfigPath), StringComparison.Ordinal);
    }
}
