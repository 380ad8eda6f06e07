using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Text.Json.Nodes;
using HolySheep.PowerShell.Tests.Engine;
using Xunit;

namespace HolySheep.PowerShell.Tests.Commands;

[Collection(EnvironmentCollection.Name)]
public sealed class BudgetTests : SpendFixture
{
    [Fact]
    public void A_call_that_a_budget_cannot_pay_for_is_refused_and_no_provider_is_called()
    {
        SetPrice();
        Run("Set-HolySheepBudget daily 0.005 -Scope tag=nightly -ConfigPath $config").ThrowOnError();
        var refused = Assert.Single(Run("Invoke-HolySheepChat 'a' -MaxTokens 100 -Tag @{ run = 'nightly' } -ConfigPath $config").Errors);

        Assert.Equal(("BudgetExceeded", ErrorCategory.LimitsExceeded), (refused.FullyQualifiedErrorId.Split(',')[0], refused.CategoryInfo.Category));
        Assert.Contains("'daily'", refused.Exception.Message, StringComparison.Ordinal);
        Assert.Equal(0, Provider.CallCount);
        Run("Invoke-HolySheepChat 'a' -ConfigPath $config").ThrowOnError();
        Assert.Equal(1, Provider.CallCount);
    }

    [Fact]
    public void A_budget_shows_what_is_spent_and_a_downgrade_lets_its_chain_answer()
    {
        SetPrice();
        Run("Set-HolySheepModel cheap -Price @{ input = 0.1; output = 0.1 } -ConfigPath $config; Set-HolySheepBudget daily 0.03 -Action Downgrade -Chain cheap -ConfigPath $config").ThrowOnError();
        var answers = Run("1..4 | Invoke-HolySheepChat -MaxTokens 100 -ConfigPath $config").ThrowOnError().Output;

        Assert.Equal("cheap", answers[^1].Properties["ModelUsed"].Value);
        var budget = Run("Get-HolySheepBudget -ConfigPath $config").ThrowOnError().Output.Single();
        Assert.Equal((0.03m, "Downgrade"), (budget.Properties["Limit"].Value, budget.Properties["Action"].Value));
        Assert.Equal(answers.Sum(answer => (decimal)answer.Properties["Cost"].Value), budget.Properties["Spent"].Value);
    }

    [Fact]
    public void MaxCost_limits_one_call()
    {
        SetPrice();
        var outcome = Run("Invoke-HolySheepChat 'a' -MaxTokens 100 -MaxCost 0.001 -ConfigPath $config; Invoke-HolySheepChat 'a' -MaxTokens 100 -MaxCost 0.02 -ConfigPath $config");

        Assert.StartsWith("BudgetExceeded,", Assert.Single(outcome.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Single(outcome.Output);
        Assert.Equal(1, Provider.CallCount);
    }

    [Fact]
    public void A_scope_for_an_unknown_name_gives_a_warning_when_it_is_set()
    {
        var outcome = Run("Set-HolySheepBudget a -Limit 1 -Scope model=gpt-4.l -ConfigPath $config; Set-HolySheepBudget b -Limit 1 -Scope provider=nobody -ConfigPath $config; Set-HolySheepBudget c -Limit 1 -Scope model=GPT-4.1 -ConfigPath $config").ThrowOnError();
        Assert.Equal(2, outcome.Warnings.Count);
        Assert.Contains(outcome.Warnings, warning => warning.Contains("did you mean 'gpt-4.1'?", StringComparison.Ordinal));
        Assert.Contains(outcome.Warnings, warning => warning.Contains("'nobody', which is not configured", StringComparison.Ordinal));
    }

    [Fact]
    public void Omitted_members_stay_and_PassThru_output_goes_in_again()
    {
        Run("Set-HolySheepBudget ops -Limit 1.00 -Period month -Scope tag=team=ops -AlertAt 0.5, 0.9 -AllowUnknownPrices -ConfigPath $config; Set-HolySheepBudget ops -Action warn -ConfigPath $config").ThrowOnError();
        var before = Budgets();
        Assert.Equal("""{"limit":1,"period":"month","scope":"tag=team=ops","alertAt":[0.5,0.9],"allowUnknownPrices":true,"action":"warn"}""", before!["ops"]!.ToJsonString());

        Run("Get-HolySheepBudget ops -ConfigPath $config | Set-HolySheepBudget -ConfigPath $config").ThrowOnError();
        Assert.Equal(before.ToJsonString(), Budgets()!.ToJsonString(), ignoreCase: true);
        Run("Get-HolySheepBudget op* -ConfigPath $config | Remove-HolySheepBudget -ConfigPath $config").ThrowOnError();
        Assert.Null(Budgets());
    }

    [Theory]
    [InlineData("Set-HolySheepBudget -ConfigPath $config", "ArgumentInvalid", "no budget to set")]
    [InlineData("Set-HolySheepBudget daily -ConfigPath $config", "ArgumentInvalid", "limit")]
    [InlineData("Set-HolySheepBudget daily 1 -Period fortnight -ConfigPath $config", "ArgumentInvalid", "period")]
    [InlineData("Set-HolySheepBudget daily 1 -Scope planet=earth -ConfigPath $config", "ArgumentInvalid", "scope")]
    [InlineData("Set-HolySheepBudget daily 1 -Action Downgrade -ConfigPath $config", "ArgumentInvalid", "chain")]
    [InlineData("Set-HolySheepBudget daily -1 -ConfigPath $config", "ArgumentInvalid", "limit")]
    [InlineData("Get-HolySheepBudget dayly -ConfigPath $config", "BudgetUnknown", "dayly")]
    [InlineData("Remove-HolySheepBudget dayly -ConfigPath $config", "BudgetUnknown", "dayly")]
    public void Contradicting_values_are_an_error_and_nothing_is_written(string script, string code, string expected)
    {
        var before = File.ReadAllText(Home.ConfigPath);
        var error = RunToFailure("$ErrorActionPreference = 'Stop'; " + script);

        Assert.StartsWith(code + ",", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(expected, error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllText(Home.ConfigPath));
    }

    [Fact]
    public void An_amount_has_a_point_in_every_culture_and_a_comma_is_refused()
    {
        // As de-DE and vi-VN write numbers; a machine without ICU knows neither.
        const string Comma = "$comma = [cultureinfo]::InvariantCulture.Clone(); $comma.NumberFormat.NumberDecimalSeparator = ','; $comma.NumberFormat.NumberGroupSeparator = '.'; [cultureinfo]::CurrentCulture = $comma; ";
        Run(Comma + "Set-HolySheepBudget a 0.5 -AlertAt 0.5 -ConfigPath $config; Set-HolySheepBudget b -Limit '0.5' -AlertAt '0.25', 0.5 -ConfigPath $config; "
            + "[pscustomobject] @{ Name = 'c'; Limit = '0.5' } | Set-HolySheepBudget -ConfigPath $config").ThrowOnError();
        Assert.All(Budgets()!.AsObject(), budget => Assert.Equal(0.5m, budget.Value!["limit"]!.GetValue<decimal>()));

        foreach (var script in (string[])["Set-HolySheepBudget a '0,5'", "Set-HolySheepBudget a -AlertAt '0,5'", "Invoke-HolySheepChat 'a' -MaxCost '0,5'"])
        {
            Assert.Contains("a decimal point", RunToFailure($"{Comma}{script} -ConfigPath $config").Exception.Message, StringComparison.Ordinal);
        }
    }

    private JsonNode? Budgets() => JsonNode.Parse(File.ReadAllText(Home.ConfigPath))!["budgets"];
}
