using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using HolySheep.Configuration.Options;
using HolySheep.Providers.Sandbox;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.PowerShell.Tests.Completers;

public sealed class CompletionTests(CompletionFixture fixture) : IClassFixture<CompletionFixture>
{
    [Theory]
    [InlineData("Invoke-HolySheepChat -Model gpt-4.", "gpt-4.1")]
    [InlineData("Invoke-HolySheepChat -Model GPT-4.", "gpt-4.1")]
    [InlineData("Invoke-HolySheepChat -Model house", "house-model")]
    [InlineData("Invoke-HolySheepChat -Model open-", "vendor/open-model")]
    [InlineData("Invoke-HolySheepChat -Model deepseek-v3-", "deepseek-v3-2")]
    [InlineData("Invoke-HolySheepChat -Model back", "backup/")]
    [InlineData("Invoke-HolySheepChat -Model backup/b", "backup/big")]
    [InlineData("Invoke-HolySheepChat -Fallback gpt-4.1, deepseek-v3.", "deepseek-v3.2")]
    [InlineData("Invoke-HolySheepChat -Provider ba", "backup")]
    [InlineData("Invoke-HolySheepChat -ExcludeProvider holysheep, ba", "backup")]
    [InlineData("Invoke-HolySheepChat -ReasoningEffort h", "high")]
    [InlineData("Invoke-HolySheepChat -OnCut r", "Restart")]
    [InlineData("Get-HolySheepModel gpt-4.", "gpt-4.1")]
    [InlineData("Get-HolySheepModel -Provider ba", "backup")]
    [InlineData("Get-HolySheepModel back", null)]
    [InlineData("Get-HolySheepFallbackChain gpt-4o", "gpt-4o")]
    [InlineData("Remove-HolySheepFallbackChain gpt-4o", "gpt-4o")]
    [InlineData("Get-HolySheepHealth back", "backup/")]
    [InlineData("Get-HolySheepHealth backup/b", "backup/big")]
    [InlineData("Reset-HolySheepHealth backup/b", "backup/big")]
    [InlineData("Get-HolySheepProvider ba", "backup")]
    [InlineData("Set-HolySheepProvider ba", "backup")]
    [InlineData("Set-HolySheepProvider gro", "groq")]
    [InlineData("Set-HolySheepProvider mine -Preset openr", "openrouter")]
    [InlineData("Get-HolySheepProvider -Preset clo", "cloudflare")]
    [InlineData("Test-HolySheepProvider gro", null)]
    [InlineData("Set-HolySheepProvider backup -ApiKeyReference s", "secret:")]
    [InlineData("Remove-HolySheepProvider ba", "backup")]
    [InlineData("Test-HolySheepProvider ba", "backup")]
    [InlineData("Test-HolySheepProvider backup gpt-4.", "gpt-4.1")]
    [InlineData("Set-HolySheepModel hou", "house-model")]
    [InlineData("Set-HolySheepModel new-model back", "backup/")]
    [InlineData("Set-HolySheepModel new-model backup/b", "backup/big")]
    [InlineData("Set-HolySheepModel new-model backup/gpt-4.", "backup/gpt-4.1")]
    [InlineData("Set-HolySheepModel new-model -Strategy r", "round-robin")]
    [InlineData("Set-HolySheepModel new-model -Strategy lowest-l", "lowest-latency")]
    [InlineData("Get-HolySheepRoute 'a' -Model house", "house-model")]
    [InlineData("Get-HolySheepRoute 'a' -ExcludeProvider ba", "backup")]
    [InlineData("Set-HolySheepFallbackChain gpt-4.", "gpt-4.1")]
    [InlineData("Set-HolySheepFallbackChain gpt-4.1 deepseek-v3.", "deepseek-v3.2")]
    [InlineData("Set-HolySheepFallbackChain gpt-4.1 gpt-4o-m, back", "backup/")]
    [InlineData("Get-HolySheepRule ni", "night")]
    [InlineData("Remove-HolySheepRule ni", "night")]
    [InlineData("Set-HolySheepRule ni", "night")]
    [InlineData("Set-HolySheepRule night gpt-4.", "gpt-4.1")]
    [InlineData("Set-HolySheepRule night -Chain gpt-4.1, deepseek-v3.", "deepseek-v3.2")]
    [InlineData("Set-HolySheepRule night -ForModel gpt-4.", "gpt-4.1")]
    [InlineData("Set-HolySheepRule night -TimeZone UT", "UTC")]
    [InlineData("Get-HolySheepSplit gpt-4.", "gpt-4.1")]
    [InlineData("Remove-HolySheepSplit gpt-4.", "gpt-4.1")]
    [InlineData("Remove-HolySheepModel house", "house-model")]
    [InlineData("Set-HolySheepSplit gpt-4o-m", "gpt-4o-mini")]
    [InlineData("Set-HolySheepSplit gpt-4.1 deepseek-v3.", "deepseek-v3.2")]
    [InlineData("Set-HolySheepSplit gpt-4.1 -Shadow deepseek-v3.", "deepseek-v3.2")]
    [InlineData("Invoke-HolySheepChat -Rehearse gpt-4.", "gpt-4.1=")]
    [InlineData("Get-HolySheepUsage -CompareTo gpt-4.", "gpt-4.1")]
    [InlineData("Get-HolySheepUsage -GroupBy Day, Mo", "Model")]
    [InlineData("Export-HolySheepReport r.html -CompareTo gpt-4.", "gpt-4.1")]
    [InlineData("Get-HolySheepBudget nigh", "nightly")]
    [InlineData("Remove-HolySheepBudget nigh", "nightly")]
    [InlineData("Set-HolySheepBudget nigh", "nightly")]
    [InlineData("Set-HolySheepBudget nightly -Period m", "month")]
    [InlineData("Set-HolySheepBudget nightly -Action d", "Downgrade")]
    [InlineData("Set-HolySheepBudget nightly -TimeZone UT", "UTC")]
    [InlineData("Set-HolySheepBudget nightly -Scope provider=ba", "provider=backup")]
    [InlineData("Set-HolySheepBudget nightly -Scope ta", "tag=")]
    [InlineData("Set-HolySheepBudget nightly -Chain gpt-4.1, deepseek-v3.", "deepseek-v3.2")]
    public void A_name_is_completed_from_what_this_machine_knows(string typed, string? completed) =>
        Assert.Equal(completed, Complete(typed).FirstOrDefault()?.CompletionText);

    [Theory]
    [InlineData("Invoke-HolySheepChat -Provider in", "'in the attic'")]
    [InlineData("Invoke-HolySheepChat -Provider 'in", "'in the attic'")]
    [InlineData("Invoke-HolySheepChat -Provider \"in", "\"in the attic\"")]
    [InlineData("Invoke-HolySheepChat -Provider 'ba", "'backup'")]
    [InlineData("Invoke-HolySheepChat -Model it", "'it''s mine'")]
    [InlineData("Invoke-HolySheepChat -Model \"it", "\"it's mine\"")]
    [InlineData("Invoke-HolySheepChat -Model 'in the attic/s", "'in the attic/small'")]
    public void A_name_is_quoted_where_it_has_to_be(string typed, string completed) =>
        Assert.Equal(completed, Complete(typed)[0].CompletionText);

    [Theory]
    [InlineData("gpt-4.", "gpt-4.1=")]
    [InlineData("gpt-4.1=d", "gpt-4.1=down")]
    [InlineData("gpt-4.1=429x1", "gpt-4.1=429x1:3s")]
    [InlineData("'gpt-4.1=429x2; house", "'gpt-4.1=429x2; house-model='")]
    [InlineData("'gpt-4.1=429x2;house", "'gpt-4.1=429x2;house-model='")]
    [InlineData("'gpt-4.1=429x2; house-model=slo", "'gpt-4.1=429x2; house-model=slow:5s'")]
    [InlineData("'gpt-4.1=429x2, dow", "'gpt-4.1=429x2, down'")]
    [InlineData("'*", "'*='")]
    public void A_script_of_faults_is_completed_piece_by_piece(string typed, string completed) =>
        Assert.Equal(completed, Complete("Invoke-HolySheepChat -SandboxScript " + typed)[0].CompletionText);

    [Fact]
    public void Every_fault_that_is_offered_can_be_played()
    {
        var offered = fixture.Complete("Invoke-HolySheepChat -SandboxScript gpt-4.1=").Select(match => match.CompletionText).ToList();

        Assert.Equal(SandboxScript.Examples.Select(example => "gpt-4.1=" + example.Name), offered);
        Assert.All(offered, script => SandboxScript.Parse(script));
    }

    [Fact]
    public void Every_strategy_that_is_offered_can_be_set() =>
        Assert.Equal(Enum.GetNames<TargetStrategy>(), Complete("Set-HolySheepModel m -Strategy ").Select(match => match.CompletionText.Replace("-", "")), StringComparer.OrdinalIgnoreCase);

    [Fact]
    public void A_key_is_looked_for_in_the_names_of_variables_and_not_in_them()
    {
        var offered = Complete("Set-HolySheepProvider backup -ApiKeyReference ");

        Assert.Equal(["file:", "secret:", "none"], offered.Select(match => match.CompletionText).Where(text => !text.StartsWith("env:", StringComparison.Ordinal)));
        Assert.All(offered.Select(match => match.CompletionText).Where(text => text.StartsWith("env:", StringComparison.Ordinal)),
            text => Assert.Contains(text["env:".Length..], Environment.GetEnvironmentVariables().Keys.Cast<string>()));
    }

    [Fact]
    public void A_model_says_what_it_falls_back_to() =>
        Assert.Equal("falls back to house-model, vendor/open-model", Complete("Invoke-HolySheepChat -Model gpt-4o")[0].ToolTip);

    [Fact]
    public void A_configuration_is_found_from_the_folder_of_the_session()
    {
        fixture.Session.Run("$null = $ExecutionContext.SessionState.Path.SetLocation($args[0])", fixture.Home.Folder).ThrowOnError();
        Assert.Equal("house-model", fixture.Complete("Invoke-HolySheepChat -Config config.json -Model house")[0].CompletionText);
    }

    [Theory]
    [InlineData("{ \"chains\": { \"gpt-4.1\": 7 } }")]
    [InlineData("this is no JSON")]
    public void A_broken_configuration_leaves_the_built_in_names(string text)
    {
        using var home = new TempHome(text);
        Assert.Equal("gpt-4.1", fixture.CompleteWith(home.ConfigPath, "Invoke-HolySheepChat -Model gpt-")[0].CompletionText);
        Assert.Equal("holysheep", fixture.CompleteWith(home.ConfigPath, "Invoke-HolySheepChat -Provider ")[0].CompletionText);
    }

    [Theory]
    [InlineData("missing.json")]
    [InlineData("nodrive:\\config.json")]
    [InlineData("'a\0b'")]
    public void A_configuration_that_is_not_there_leaves_the_built_in_names(string path) =>
        Assert.Equal("gpt-4.1", fixture.Complete($"Invoke-HolySheepChat -ConfigPath {path} -Model gpt-")[0].CompletionText);

    private IList<CompletionResult> Complete(string typed) => fixture.CompleteWith(fixture.Home.ConfigPath, typed);
}
