using System;
using System.Collections;
using System.IO;
using System.Linq;
using System.Management.Automation;
using HolySheep.PowerShell.Tests.Commands;
using Xunit;

namespace HolySheep.PowerShell.Tests.Binding;

public sealed class UnsetArgumentTests : ChatFixture
{
    private static readonly string[] Calls = ["Invoke-HolySheepChat hi", "Get-HolySheepRoute hi", "Invoke-HolySheepCsv $in $out '{Body}'"];

    /// <summary>Every parameter of the commands for calls that can be null, without those that name the input.</summary>
    public static TheoryData<string, string> Parameters
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var call in Calls)
            {
                foreach (var property in TypeOf(call).GetProperties().Where(property => property.IsDefined(typeof(ParameterAttribute), inherit: true)))
                {
                    if (property.PropertyType != typeof(SwitchParameter) && !(property.Name is "Prompt" or "InputObject" or "OnCut" or "Path" or "OutPath" or "ConfigPath" or "ThrottleLimit" or "MaxToolRounds"))
                    {
                        data.Add(call, property.Name);
                    }
                }
            }

            data.Add(Calls[2], "ThrottleLimit");
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Parameters))]
    public void A_parameter_whose_variable_is_not_set_is_refused_by_its_name_before_anything_is_sent(string call, string parameter)
    {
        var error = RunToFailure($"{InFile()} {call} -{parameter} $unset -ConfigPath $config");

        Assert.StartsWith("ArgumentInvalid,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal($"The parameter '{parameter}' is empty: its variable is probably not set.", error.Exception.Message);
        Assert.Empty(Provider.Requests);
    }

    [Theory]
    [InlineData("-MaxCost $unset")]
    [InlineData("-MaxCost ''")]
    [InlineData("-MaxTokens \"$unset\"")]
    [InlineData("-TimeoutSec $unset")]
    [InlineData("-ThrottleLimit ''")]
    [InlineData("-Model $unset")]
    [InlineData("-Model ''")]
    [InlineData("-Cache ''")]
    [InlineData("-Deadline $unset")]
    [InlineData("-With ''")]
    [InlineData("-Lane $unset")]
    [InlineData("-Lane ''")]
    [InlineData("-Tag ''")]
    [InlineData("-Headers ''")]
    [InlineData("-ExtraBody ''")]
    [InlineData("-Provider @()")]
    [InlineData("-Provider local, ''")]
    [InlineData("-Stop a, $unset")]
    [InlineData("-AttachmentColumn ''")]
    [InlineData("-Proxy $unset")]
    [InlineData("-Encoding ''")]
    public void A_csv_job_with_an_empty_option_ends_with_exit_code_2(string option)
    {
        var outcome = Run($"$global:LASTEXITCODE = 9; {InFile()} try {{ Invoke-HolySheepCsv $in $out '{{Body}}' {option} -ConfigPath $config }} catch {{ \"$_\" }}; $LASTEXITCODE");

        Assert.Contains($"'{option.Split(' ')[0].Substring(1)}' is empty", (string)outcome.Values.First(), StringComparison.Ordinal);
        Assert.Equal(2, outcome.Values.Last());
        Assert.Empty(Provider.Requests);
    }

    [Fact]
    public void A_csv_job_whose_configuration_is_not_valid_ends_with_exit_code_2()
    {
        Home.WriteConfig("{ oops");
        var outcome = Run($"$global:LASTEXITCODE = 9; {InFile()} try {{ Invoke-HolySheepCsv $in $out '{{Body}}' -ConfigPath $config }} catch {{ }}; $LASTEXITCODE");
        Assert.Equal(2, outcome.Values.Last());
    }

    [Fact]
    public void A_key_that_is_not_set_is_never_replaced_by_the_configured_one()
    {
        var error = RunToFailure("Invoke-HolySheepChat hi -ApiKey $unset -ConfigPath $config");
        Assert.Equal("The parameter 'ApiKey' is empty: its variable is probably not set.", error.Exception.Message);
        Assert.Contains("'ApiKey' is empty", RunToFailure("Invoke-HolySheepChat hi -ApiKey ([securestring]::new()) -ConfigPath $config").Exception.Message, StringComparison.Ordinal);
        Assert.Empty(Provider.Requests);
    }

    [Fact]
    public void What_an_empty_value_means_by_itself_is_still_taken()
    {
        Run("Invoke-HolySheepChat hi -System '' -Stop @() -Fallback @() -Tag @{} -ExtraBody @{} -ConfigPath $config").ThrowOnError();
        Run("Set-HolySheepModel gpt-4.1 -Price $null -ConfigPath $config; Set-HolySheepProvider local -ApiKey $null -ConfigPath $config; Set-HolySheepProvider local -Region '' -ConfigPath $config").ThrowOnError();
        Assert.Single(Provider.Requests);
    }

    [Theory]
    [InlineData("Set-HolySheepBudget d 1 -AlertAt ''")]
    [InlineData("Set-HolySheepBudget d -Limit $unset")]
    [InlineData("Set-HolySheepModel m $unset")]
    [InlineData("Set-HolySheepSplit m a 5 -Shadow $unset")]
    [InlineData("Set-HolySheepRule r m -Tag $unset")]
    [InlineData("Set-HolySheepTemplate t 'x' -MaxTokens $unset")]
    public void A_change_with_a_parameter_whose_variable_is_not_set_changes_nothing(string command)
    {
        var before = File.ReadAllText(Home.ConfigPath);
        Assert.Contains("is empty: its variable is probably not set.", RunToFailure(command + " -ConfigPath $config").Exception.Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllText(Home.ConfigPath));
    }

    [Fact]
    public void No_list_or_table_that_is_null_is_a_bug_of_the_module()
    {
        foreach (var type in typeof(HolySheep.PowerShell.Commands.InvokeHolySheepChatCommand).Assembly.GetTypes())
        {
            if (type.GetCustomAttributes(typeof(CmdletAttribute), inherit: false).SingleOrDefault() is not CmdletAttribute cmdlet || cmdlet.VerbName is "Enter" or "Unlock" or "Update" or "Reset")
            {
                continue;
            }

            foreach (var property in type.GetProperties().Where(property => property.IsDefined(typeof(ParameterAttribute), inherit: true) && typeof(ICollection).IsAssignableFrom(property.PropertyType)))
            {
                var outcome = Run($"try {{ {cmdlet.VerbName}-{cmdlet.NounName} -{property.Name} $null -ErrorAction Stop | Out-Null }} catch {{ $_.FullyQualifiedErrorId }}");
                Assert.DoesNotContain(outcome.Values, id => ((string)id).StartsWith("InternalFault", StringComparison.Ordinal));
            }
        }
    }

    private static Type TypeOf(string call) => typeof(HolySheep.PowerShell.Commands.InvokeHolySheepChatCommand).Assembly.GetTypes()
        .Single(type => type.GetCustomAttributes(typeof(CmdletAttribute), inherit: false).SingleOrDefault() is CmdletAttribute cmdlet && $"{cmdlet.VerbName}-{cmdlet.NounName}" == call.Split(' ')[0]);

    private string InFile() => $"$in = '{Home.WriteFile("in.csv", "Id,Body\n1,a\n")}'; $out = '{Path.Combine(Home.Folder, "out.csv")}';";
}
