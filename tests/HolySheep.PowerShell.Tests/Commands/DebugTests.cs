using System;
using Xunit;

namespace HolySheep.PowerShell.Tests.Commands;

/// <summary>-Debug and -Verbose write; they never prompt, and this host cannot answer a prompt.</summary>
public sealed class DebugTests : ChatFixture
{
    [Theory]
    [InlineData("-Debug")]
    [InlineData("-Verbose")]
    [InlineData("-Debug -Verbose")]
    public void A_call_that_warns_gives_its_answer_and_its_lines(string switches)
    {
        var outcome = Run($"Invoke-HolySheepChat 'a' -Model never-priced-{Guid.NewGuid()} {switches} -ConfigPath $config").ThrowOnError();

        Assert.Single(outcome.Output);
        Assert.NotEmpty(outcome.Warnings);
        Assert.NotEmpty(outcome.Verbose);
    }

    [Theory]
    [InlineData("$DebugPreference = 'Inquire'")]
    [InlineData("$VerbosePreference = 'Inquire'")]
    public void A_session_that_asks_is_not_asked_either(string preference)
    {
        var outcome = Run($"{preference}; Invoke-HolySheepChat 'a' -ConfigPath $config").ThrowOnError();
        Assert.Single(outcome.Output);
    }

    [Fact]
    public void An_error_stays_an_error_under_debug()
    {
        var outcome = Run("Invoke-HolySheepChat 'a' -Model '' -ErrorAction SilentlyContinue -Debug -ConfigPath $config; '' | Invoke-HolySheepChat -Debug -ConfigPath $config; 'after'");

        Assert.Null(outcome.Failure);
        Assert.Contains("after", outcome.Values);
        Assert.Contains(outcome.Errors, error => error.FullyQualifiedErrorId.StartsWith("ArgumentInvalid,", StringComparison.Ordinal));
    }

    [Fact]
    public void The_users_choice_for_warnings_holds()
    {
        var outcome = Run("Invoke-HolySheepChat 'a' -Model never-priced -Debug -WarningAction SilentlyContinue -ConfigPath $config").ThrowOnError();
        Assert.Empty(outcome.Warnings);
    }

    [Theory]
    [InlineData("Set-HolySheepRule r gpt-4.1-mini -Task x")]
    [InlineData("Set-HolySheepBudget b 5")]
    [InlineData("Set-HolySheepModel gpt-4.1 local/gpt-4.1")]
    [InlineData("Remove-HolySheepRule none -ErrorAction SilentlyContinue")]
    [InlineData("Get-HolySheepRoute 'a'")]
    [InlineData("Measure-HolySheepCost 'a'")]
    [InlineData("Get-HolySheepProvider")]
    [InlineData("Get-HolySheepHealth")]
    [InlineData("Get-HolySheepUsage")]
    public void Every_command_runs_under_debug(string command) => Assert.Null(Run($"{command} -Debug -ConfigPath $config").Failure);
}
