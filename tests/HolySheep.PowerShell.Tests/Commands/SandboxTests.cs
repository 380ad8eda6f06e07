using System;
using System.Linq;
using HolySheep.PowerShell.Tests.Engine;
using Xunit;

namespace HolySheep.PowerShell.Tests.Commands;

public sealed class SandboxTests : IDisposable
{
    private readonly Session _session = Session.WithModule();

    public void Dispose() => _session.Dispose();

    [Fact]
    public void Three_inputs_give_three_results_in_order()
    {
        var outcome = _session.Run("'a', 'b', 'c' | Invoke-HolySheepChat -Sandbox -ThrottleLimit 3").ThrowOnError();

        Assert.Equal(["a", "b", "c"], outcome.Output.Select(result => result.Properties["InputObject"].Value.ToString()));
        Assert.All(outcome.Output, result => Assert.Equal("sandbox", result.Properties["Provider"].Value));
        Assert.All(outcome.Output, result => Assert.Equal(0m, result.Properties["Cost"].Value));
    }

    [Fact]
    public void A_script_of_faults_starts_over_with_every_command()
    {
        for (var time = 0; time < 2; time++)
        {
            var outcome = _session.Run("'a', 'b' | Invoke-HolySheepChat -SandboxScript 'gpt-4.1=refusex1'");
            Assert.Equal("a", Assert.Single(outcome.Errors).TargetObject.ToString());
            Assert.Equal("b", Assert.Single(outcome.Output).Properties["InputObject"].Value.ToString());
        }
    }

    [Fact]
    public void A_script_that_is_not_understood_ends_the_command()
    {
        var error = _session.RunToFailure("Invoke-HolySheepChat 'a' -SandboxScript 'gpt-4.1=sideways'");
        Assert.StartsWith("ArgumentInvalid,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_key_is_never_answered_by_the_sandbox()
    {
        var error = _session.RunToFailure("Invoke-HolySheepChat 'a'");
        Assert.StartsWith("CredentialMissing,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("HOLYSHEEP_API_KEY", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }
}
