using System;
using System.IO;
using System.Linq;
using Xunit;

namespace HolySheep.PowerShell.Tests.Commands;

public sealed class RuleTests : ChatFixture
{
    [Fact]
    public void A_rule_is_set_by_position_and_the_next_call_follows_it()
    {
        Run("Set-HolySheepRule sums summariser -Task summarise -ConfigPath $config").ThrowOnError();

        var answers = Run("Invoke-HolySheepChat 'a' -Task Summarise -ConfigPath $config -Verbose; Invoke-HolySheepChat 'a' -ConfigPath $config; Invoke-HolySheepChat 'a' -Task summarise -Model other -ConfigPath $config").ThrowOnError();
        Assert.Equal([("gpt-4.1", "summariser"), ("gpt-4.1", "gpt-4.1"), ("other", "other")],
            answers.Output.Select(answer => (answer.Properties["Model"].Value.ToString(), answer.Properties["ModelUsed"].Value.ToString())));
        Assert.Contains("The rule 'sums' asks summariser in place of gpt-4.1.", answers.Verbose);
    }

    [Fact]
    public void Every_condition_is_set_shown_and_taken_over_into_another_file()
    {
        var other = Home.WriteFile("other.json", "{}");
        Run("""
            Set-HolySheepRule one -Chain a, b -MinPromptTokens 10 -MaxPromptTokens 20 -Tag @{ team = 'ops' } -Between 22:00-06:00 -TimeZone UTC -Task t -PromptPattern 'x+' -ForModel gpt-4.1 -ConfigPath $config
            Set-HolySheepRule zero c -Task t -Position 1 -ConfigPath $config
            Get-HolySheepRule -ConfigPath $config | Set-HolySheepRule -ConfigPath $args[0]
            """, other).ThrowOnError();

        var rules = Run("Get-HolySheepRule -ConfigPath $args[0]", other).ThrowOnError().Output;
        Assert.Equal(["zero: task t > c", "one: tokens >= 10, tokens <= 20, team = ops, 22:00-06:00 UTC, task t, prompt ~ x+, for gpt-4.1 > a > b"], rules.Select(rule => rule.ToString()));
        Assert.Equal([1, 2], rules.Select(rule => rule.Properties["Position"].Value));
    }

    [Fact]
    public void Setting_again_keeps_the_rest_and_empty_values_remove()
    {
        Run("Set-HolySheepRule r a -Task t -MinPromptTokens 5 -ConfigPath $config; Set-HolySheepRule r -Task '' -PromptPattern x -Tag @{} -ConfigPath $config").ThrowOnError();
        Assert.Equal("r: tokens >= 5, prompt ~ x > a", Run("Set-HolySheepRule r -ForModel @() -PassThru -ConfigPath $config").ThrowOnError().Output.Single().ToString());
    }

    [Theory]
    [InlineData("r a", "rules[0].when")]
    [InlineData("r -Task t", "'model' or a 'chain'")]
    [InlineData("r a -Chain b -Task t", "not both")]
    [InlineData("r holysheeq/a -Task t", "'holysheeq' is not configured")]
    [InlineData("r a -Between noon", "22:00-06:00")]
    [InlineData("r a -Between 22:00-06:00 -TimeZone Nowhere", "time zone")]
    [InlineData("r a -PromptPattern '('", "regular expression")]
    [InlineData("r a -MinPromptTokens 9 -MaxPromptTokens 3", "at least")]
    [InlineData("", "No name was given")]
    public void A_rule_that_cannot_be_meant_is_one_error_with_the_reason_and_nothing_is_written(string arguments, string reason)
    {
        var before = File.ReadAllText(Home.ConfigPath);
        var error = Assert.Single(Run($"Set-HolySheepRule {arguments} -ConfigPath $config").Errors);
        Assert.StartsWith("ArgumentInvalid,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(reason, error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllText(Home.ConfigPath));
    }

    [Fact]
    public void Rules_are_found_by_pattern_and_removed_and_one_that_is_not_there_is_an_error_with_its_name()
    {
        Run("Set-HolySheepRule night a -Task t -ConfigPath $config; Set-HolySheepRule noon a -Task t -ConfigPath $config").ThrowOnError();
        Assert.Equal(2, Run("Get-HolySheepRule n* -ConfigPath $config").ThrowOnError().Output.Count);

        var outcome = Run("'nihgt', 'NIGHT' | Remove-HolySheepRule -ConfigPath $config; Get-HolySheepRule night -ConfigPath $config; Remove-HolySheepRule -ConfigPath $config");
        Assert.Equal(["RuleUnknown", "RuleUnknown", "ArgumentInvalid"], outcome.Errors.Select(error => error.FullyQualifiedErrorId.Split(',')[0]));
        Assert.Contains("did you mean 'night'?", outcome.Errors[0].Exception.Message, StringComparison.Ordinal);
        Assert.Equal("noon", Run("(Get-HolySheepRule -ConfigPath $config).Name").ThrowOnError().Output.Single().ToString());
    }
}
