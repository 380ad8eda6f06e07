using System;
using System.IO;
using System.Linq;
using HolySheep.PowerShell.Tests.Commands;
using HolySheep.PowerShell.Tests.Engine;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.PowerShell.Tests.Secrets;

public sealed class VaultTests : ChatFixture
{
    // What SecretManagement does, for the vaults that the tests name.
    private const string Module = """
        $script:Reads = 0
        function Get-Secret {
            [CmdletBinding()] param([string] $Name, [string] $Vault)
            $script:Reads++
            $fault = switch ($Vault) { 'Locked' { 'InvalidOperation' } 'Missing' { 'ObjectNotFound' } }
            if ($Name -eq 'gone') { $fault = 'ObjectNotFound' }
            if ($fault) {
                $PSCmdlet.WriteError([System.Management.Automation.ErrorRecord]::new([System.Exception]::new("A fault`nof $Vault."), 'GetSecret', $fault, $Name))
                return
            }
            $key = [System.Net.NetworkCredential]::new('', "$Vault-$Name-$global:KeyTail").SecurePassword
            switch ($Vault) {
                'Plain' { "$Vault-$Name-$global:KeyTail" }
                'Credentials' { [System.Management.Automation.PSCredential]::new('me', $key) }
                'Bytes' { $PSCmdlet.WriteObject([byte[]] (1, 2), $false) }
                default { $key }
            }
        }
        function Get-ReadCount { $script:Reads }
        """;

    [Theory]
    [InlineData("Team/Backup/1", "Team-Backup/1-first")]
    [InlineData("Plain/a", "Plain-a-first")]
    [InlineData("Credentials/a", "Credentials-a-first")]
    public void A_key_in_a_vault_is_read_on_the_way_to_the_first_call_and_then_kept(string secret, string key)
    {
        Use(secret);
        Run("1..3 | % { \"$_\" } | Invoke-HolySheepChat -ThrottleLimit 3 -ConfigPath $config; Invoke-HolySheepChat 'a' -ConfigPath $config").ThrowOnError();

        Assert.Equal(Enumerable.Repeat("Bearer " + key, 4), Provider.Requests.Select(request => request.Headers["authorization"]));
        Assert.Equal(1, Run("Get-ReadCount").ThrowOnError().Values.Single());
    }

    [Fact]
    public void A_key_that_was_refused_is_read_again()
    {
        Use("Team/a");
        Provider.Handle(request => request.Headers["authorization"].EndsWith("-first", StringComparison.Ordinal) ? Reply.Error(401, "invalid_api_key", "no") : null);
        var refused = Assert.Single(Run("Invoke-HolySheepChat 'a' -ConfigPath $config").Errors);
        Run("$global:KeyTail = 'second'; Invoke-HolySheepChat 'a' -ConfigPath $config").ThrowOnError();

        Assert.StartsWith("CredentialRefused,", refused.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("Bearer Team-a-second", Provider.Requests[^1].Headers["authorization"]);
    }

    [Theory]
    [InlineData("Locked/a", "secret:Locked/a (A fault of Locked)", "Unlock-SecretStore")]
    [InlineData("Missing/a", "secret:Missing/a (not in the vault)", "Set-Secret -Vault 'Missing' -Name 'a'")]
    [InlineData("Team/gone", "secret:Team/gone (not in the vault)", "Set-Secret")]
    [InlineData("Bytes/a", "secret:Bytes/a (the secret is a Byte[], not a text)", "SecureString")]
    public void A_vault_without_a_key_says_why_in_one_line(string secret, string reason, string hint)
    {
        Use(secret);
        var error = RunToFailure("Invoke-HolySheepChat 'a' -ConfigPath $config");

        Assert.StartsWith("CredentialMissing,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(reason, error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains(hint, error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_that_was_put_in_meanwhile_is_found_by_the_next_command()
    {
        Use("Team/gone");
        RunToFailure("Invoke-HolySheepChat 'a' -ConfigPath $config");
        Import(Module.Replace("'gone'", "'elsewhere'", StringComparison.Ordinal));
        Run("Invoke-HolySheepChat 'a' -ConfigPath $config").ThrowOnError();

        Assert.Equal("Bearer Team-gone-first", Provider.Requests.Single().Headers["authorization"]);
    }

    [Fact]
    public void Without_SecretManagement_the_reason_is_that_and_how_to_get_it()
    {
        Configure("\"apiKey\": \"secret:Team/a\"");
        Run("$global:PSModuleAutoLoadingPreference = 'None'").ThrowOnError(); // the machine may have the real one
        var error = RunToFailure("Invoke-HolySheepChat 'a' -ConfigPath $config");
        var shown = Run("(Get-HolySheepProvider local -ConfigPath $config).KeyProblem").ThrowOnError().Output.Single().ToString();

        Assert.Contains("secret:Team/a (the module Microsoft.PowerShell.SecretManagement is not installed)", error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains("Install-Module Microsoft.PowerShell.SecretManagement", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(error.Exception.Message, shown);
    }

    [Fact]
    public void The_sandbox_reads_no_vault()
    {
        Use("Team/a");
        Run("Invoke-HolySheepChat 'a' -Sandbox -ConfigPath $config; Invoke-HolySheepChat 'a' -SandboxScript 'gpt-4.1=429x1' -WarningAction Ignore -ConfigPath $config").ThrowOnError();

        Assert.Equal(0, Run("Get-ReadCount").ThrowOnError().Values.Single());
    }

    [Fact]
    public void Sessions_share_what_one_of_them_read_from_the_vault()
    {
        Use("Team/a");
        Run("Invoke-HolySheepChat 'a' -ConfigPath $config").ThrowOnError();
        using var other = Session.WithModule();
        other.Run("Invoke-HolySheepChat 'b' -ConfigPath $args[0]", Home.ConfigPath).ThrowOnError();

        Assert.Equal(2, Provider.Requests.Count);
    }

    private void Use(string secret)
    {
        Configure($"\"apiKey\": \"secret:{secret}\"");
        Import(Module);
        Run("$global:KeyTail = 'first'").ThrowOnError();
    }

    private void Import(string module)
    {
        const string Name = "Microsoft.PowerShell.SecretManagement";
        Run("Import-Module $args[0] -Force", Home.WriteFile(Path.Combine(Name, Name + ".psm1"), module)).ThrowOnError();
    }
}
