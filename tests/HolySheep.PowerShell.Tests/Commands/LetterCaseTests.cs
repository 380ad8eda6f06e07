using System;
using System.Linq;
using Xunit;

namespace HolySheep.PowerShell.Tests.Commands;

public sealed class LetterCaseTests : ChatFixture
{
    [Theory]
    [InlineData("Set-HolySheepModel big -Strategy weighted", "Name", "Big")]
    [InlineData("Set-HolySheepFallbackChain big b", "Model", "Big")]
    [InlineData("Set-HolySheepBudget DAILY 9", "Name", "Daily")]
    [InlineData("Set-HolySheepSplit big c 10", "Model", "Big")]
    [InlineData("Set-HolySheepProvider LOCAL -Region eu", "Name", "local")]
    [InlineData("Set-HolySheepProvider LOCAL -ApiKey (ConvertTo-SecureString -AsPlainText -Force test-key-of-this-session)", "Name", "local")]
    public void A_changed_entry_is_written_under_the_name_that_it_has_in_the_file(string command, string property, string name)
    {
        Home.WriteConfig($$"""
            { "providers": { "local": { "kind": "openai", "baseUrl": "{{Provider.BaseUrl}}" } }, "defaults": { "provider": "local" },
              "models": { "Big": { "targets": [ "local/a" ] } }, "chains": { "Big": [ "a" ] }, "splits": { "Big": { "to": [ { "model": "a", "percent": 5 } ] } },
              "budgets": { "Daily": { "limit": 5, "period": "day" } } }
            """);
        Assert.Equal(name, Run(command + " -PassThru -ConfigPath $config").ThrowOnError().Output.Single().Properties[property].Value);
    }

    [Fact]
    public void A_key_of_the_session_is_kept_for_the_provider_in_any_letter_case()
    {
        Configure("\"apiKey\": \"env:HOLYSHEEP_TEST_KEY_NOT_SET\"");
        Run("Set-HolySheepProvider LOCAL -ApiKey (ConvertTo-SecureString -AsPlainText -Force test-key-of-this-session) -ConfigPath $config; Invoke-HolySheepChat hi -NoFallback -ConfigPath $config").ThrowOnError();
        Assert.Equal("Bearer test-key-of-this-session", Provider.Requests.Single().Header("Authorization"));
        Run("Remove-HolySheepProvider Local -Force -ConfigPath $config").ThrowOnError();
        Configure("\"apiKey\": \"env:HOLYSHEEP_TEST_KEY_NOT_SET\"");
        Assert.StartsWith("CredentialMissing,", RunToFailure("Invoke-HolySheepChat hi -NoFallback -ConfigPath $config -ErrorAction Stop").FullyQualifiedErrorId, StringComparison.Ordinal);
    }
}
