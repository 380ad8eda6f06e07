using System;
using System.Linq;
using Xunit;

namespace HolySheep.PowerShell.Tests.Commands;

public sealed class RehearsalTests : ChatFixture
{
    [Fact]
    public void The_route_is_shown_without_Verbose_and_nothing_is_sent()
    {
        Configure("\"apiKey\": \"env:NO_SUCH_KEY\"", """{ "gpt-4.1": [ "claude-sonnet-4.5", "deepseek-v3.2" ] }""");
        var outcome = Run("Invoke-HolySheepChat 'a' -Rehearse 'gpt-4.1=404; local/claude-sonnet-4.5=404' -ConfigPath $config").ThrowOnError();
        var shown = outcome.Information.Select(line => line.ToString()).ToList();

        Assert.Contains(shown, line => line.StartsWith("local/gpt-4.1: Unfit", StringComparison.Ordinal));
        Assert.Contains("Targets in order: local/gpt-4.1, local/claude-sonnet-4.5, local/deepseek-v3.2.", shown);
        Assert.Empty(outcome.Verbose);
        Assert.Contains(outcome.Warnings, warning => warning.StartsWith("This was a rehearsal", StringComparison.Ordinal));
        Assert.Equal(("local", "deepseek-v3.2", 0m), (outcome.Output.Single().Properties["Provider"].Value, outcome.Output.Single().Properties["ModelUsed"].Value, outcome.Output.Single().Properties["Cost"].Value));
        Assert.Equal(0, Provider.CallCount);
    }

    [Fact]
    public void It_leaves_no_trace_in_health_or_splits_and_starts_over_every_time()
    {
        Run("Set-HolySheepSplit gpt-4.1 new 100 -MinSamples 1 -MaxErrorRate 0 -ConfigPath $config").ThrowOnError();
        var targets = Run("1..2 | ForEach-Object { (Invoke-HolySheepChat 'a' -Rehearse 'new=404' -ConfigPath $config).Attempts.Target }").ThrowOnError().Output.Select(target => target.ToString());

        Assert.Equal(["local/new", "local/gpt-4.1", "local/new", "local/gpt-4.1"], targets);
        Assert.Equal(0L, Run("(Get-HolySheepSplit gpt-4.1 -ConfigPath $config).Samples").ThrowOnError().Output.Single().BaseObject);
        Assert.Equal("new", Run("Invoke-HolySheepChat 'a' -ConfigPath $config").ThrowOnError().Output.Single().Properties["ModelUsed"].Value);
    }

    [Theory]
    [InlineData("-Rehearse 'gpt-4.1=down' -Sandbox", "cannot be combined")]
    [InlineData("-Rehearse 'gpt-4.1=down' -SandboxScript 'a=down'", "cannot be combined")]
    [InlineData("-Rehearse 'gpt-4.1'", "not understood")]
    public void Contradicting_or_missing_parameters_are_refused(string parameters, string reason)
    {
        var error = RunToFailure("Invoke-HolySheepChat 'a' -ConfigPath $config " + parameters);
        Assert.StartsWith("ArgumentInvalid,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(reason, error.Exception.Message, StringComparison.Ordinal);
    }
}
