using System.Linq;
using HolySheep.PowerShell.Tests.Commands;
using Xunit;

namespace HolySheep.PowerShell.Tests.Binding;

/// <summary>Names and patterns mean the same in every command that lists things.</summary>
public sealed class NamePatternTests : ChatFixture
{
    [Theory]
    [InlineData("Set-HolySheepRule '{0}' m -Task t", "Get-HolySheepRule")]
    [InlineData("Set-HolySheepTemplate '{0}' Hi", "Get-HolySheepTemplate")]
    [InlineData("Set-HolySheepFallbackChain '{0}' m", "Get-HolySheepFallbackChain")]
    [InlineData("Set-HolySheepBudget '{0}' 1", "Get-HolySheepBudget")]
    public void A_pattern_fits_in_any_case_and_a_name_with_brackets_fits_itself(string set, string get)
    {
        Run(string.Join("; ", new[] { "one[1]", "one1", "two" }.Select(name => string.Format(null, set, name) + " -ConfigPath $config"))).ThrowOnError();

        Assert.Equal("2", Counted("ONE*"));
        Assert.Equal("1", Counted("TWO"));
        Assert.Equal("2", Counted("one[1]"));
        Assert.Equal("0", Counted("nothing*"));

        string Counted(string pattern) => Run($"@({get} '{pattern}' -ConfigPath $config).Count").ThrowOnError().Output.Single().ToString();
    }
}
