using System;
using HolySheep.PowerShell.Interactive;
using HolySheep.PowerShell.Tests.Engine;
using HolySheep.PowerShell.Commands;
using Xunit;

namespace HolySheep.PowerShell.Tests.Interactive;

/// <summary>Whether a person is at the host.</summary>
public sealed class InteractiveHostTests
{
    [Theory]
    [InlineData("pwsh -NonInteractive", true)]
    [InlineData("pwsh -NoProfile -noni -Command x", true)]
    [InlineData("pwsh /NonInter", true)]
    [InlineData("pwsh --noninteractive", true)]
    [InlineData("pwsh -NoExit", false)]
    [InlineData("pwsh -non", false)]
    [InlineData("pwsh -Command -NonInteractive", false)]
    [InlineData("pwsh -File script.ps1 -NonInteractive", false)]
    [InlineData("pwsh", false)]
    public void The_command_line_of_PowerShell_says_so(string line, bool isUnattended) =>
        Assert.Equal(isUnattended, InteractiveHost.SaysUnattended(line.Split(' ')));

    [Fact]
    public void A_host_without_a_user_interface_is_refused()
    {
        using var session = new Session(typeof(EnterHolySheepChatCommand));

        var error = session.RunToFailure("Enter-HolySheepChat -Sandbox");

        Assert.StartsWith("ArgumentInvalid", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.StartsWith("Enter-HolySheepChat needs a person at a terminal", error.Exception.Message);
    }
}
