using System;
using System.IO;
using System.Linq;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.PowerShell.Tests.Commands;

public sealed class SplitTests : ChatFixture
{
    [Fact]
    public void A_split_is_set_by_position_and_calls_of_one_key_stay_on_their_side_while_it_grows()
    {
        Run("Set-HolySheepSplit gpt-4.1 new 5 -ConfigPath $config").ThrowOnError();
        var few = Over();
        Run("Set-HolySheepSplit gpt-4.1 -Percent 60 -ConfigPath $config").ThrowOnError();
        var many = Over();

        Assert.True(few.Length < many.Length);
        Assert.Empty(few.Except(many));

        string[] Over() => [.. Run("1..30 | ForEach-Object { Invoke-HolySheepChat 'a' -SplitKey \"user-$_\" -ConfigPath $config | Add-Key $_ } | Where-Object Used -EQ new | ForEach-Object Key"
            .Insert(0, "function Add-Key($key) { process { [pscustomobject] @{ Key = $key; Used = $_.ModelUsed } } }; ")).ThrowOnError().Output.Select(key => key.ToString())];
    }

    [Fact]
    public void A_side_that_fails_too_often_goes_back_with_one_warning_until_the_split_is_set_again()
    {
        Provider.On("new").Answer(Reply.Status(404, "gone"));
        Run("Set-HolySheepSplit gpt-4.1 new 100 -MinSamples 2 -MaxErrorRate 0.5 -ConfigPath $config").ThrowOnError();

        var warnings = Run("1..4 | ForEach-Object { Invoke-HolySheepChat 'a' -ConfigPath $config }").ThrowOnError().Warnings;
        Assert.Single(warnings, warning => warning.Contains("no longer gives calls to new", StringComparison.Ordinal));

        var split = Run("Get-HolySheepSplit gpt-4.1 -ConfigPath $config").ThrowOnError().Output.Single();
        Assert.Equal((2L, 1.0, true), (split.Properties["Samples"].Value, split.Properties["ErrorRate"].Value, split.Properties["Returned"].Value));
        Assert.IsType<DateTimeOffset>(split.Properties["ReturnedAt"].Value);
        Assert.Contains("2 of the last 2 calls", split.Properties["Reason"].Value.ToString(), StringComparison.Ordinal);

        Assert.Equal(false, Run("(Set-HolySheepSplit gpt-4.1 -PassThru -ConfigPath $config).Returned").ThrowOnError().Output.Single().BaseObject);
    }

    [Fact]
    public void Set_takes_the_output_of_Get_into_another_file()
    {
        var other = Home.WriteFile("other.json", "{}");
        Run("""
            Set-HolySheepSplit gpt-4.1 @{ model = 'a'; Percent = 2.5 }, ([pscustomobject] @{ Model = 'b'; Percent = '10' }) -MinSamples 7 -MaxErrorRate 0.25 -MaxP95Sec 3 -Shadow c -ShadowPercent 20 -ConfigPath $config
            Get-HolySheepSplit -ConfigPath $config | Set-HolySheepSplit -ConfigPath $args[0]
            """, other).ThrowOnError();
        var split = Run("Get-HolySheepSplit gpt* -ConfigPath $args[0]", other).ThrowOnError().Output.Single();
        Assert.Equal("gpt-4.1 87.5 % > a 2.5 %, b 10 %", split.ToString());
        Assert.Equal((7, 0.25, 3.0, "c 20 %"), (split.Properties["MinSamples"].Value, split.Properties["MaxErrorRate"].Value, split.Properties["MaxP95Sec"].Value, split.Properties["Shadow"].Value.ToString()));
    }

    [Theory]
    [InlineData("m a", "'percent'")]
    [InlineData("m holysheeq/a 5", "'holysheeq' is not configured")]
    [InlineData("m -Percent 5", "exactly one member")]
    [InlineData("m m 5", "another model")]
    [InlineData("m 5 5", "A member of a split")]
    [InlineData("m -Shadow a", "'percent'")]
    [InlineData("", "No model")]
    public void A_split_that_cannot_be_meant_is_one_error_with_the_reason_and_nothing_is_written(string arguments, string reason)
    {
        var before = File.ReadAllText(Home.ConfigPath);
        var error = Assert.Single(Run($"Set-HolySheepSplit {arguments} -ConfigPath $config").Errors);
        Assert.StartsWith("ArgumentInvalid,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(reason, error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllText(Home.ConfigPath));
    }

    [Fact]
    public void Splits_are_removed_and_one_that_is_not_there_is_an_error_with_its_name()
    {
        Run("Set-HolySheepSplit m a 5 -ConfigPath $config").ThrowOnError();
        var outcome = Run("'x', 'm' | Remove-HolySheepSplit -ConfigPath $config; Get-HolySheepSplit m -ConfigPath $config; Remove-HolySheepSplit -ConfigPath $config");
        Assert.Equal(["SplitUnknown", "SplitUnknown", "ArgumentInvalid"], outcome.Errors.Select(error => error.FullyQualifiedErrorId.Split(',')[0]));
        Assert.Empty(Run("Get-HolySheepSplit -ConfigPath $config").ThrowOnError().Output);
    }
}
