using System;
using System.Linq;
using System.Management.Automation;
using Xunit;

namespace HolySheep.PowerShell.Tests.Commands;

/// <summary>Pipeline input beside a prompt that names nothing of it: sent whole, in one call, or refused; never left out.</summary>
public sealed class ChatContextTests : ChatFixture
{
    private const string Command = "HolySheep.PowerShell.Commands.InvokeHolySheepChatCommand";

    [Theory]
    [InlineData("'one', 'two' | Invoke-HolySheepChat 'Sum up' -ConfigPath $config", "Sum up\n\none\ntwo")]
    [InlineData("'one' | Invoke-HolySheepChat 'Sum {{it}} up' -ConfigPath $config", "Sum {it} up\n\none")]
    [InlineData("1.5, $true, 'x' | Invoke-HolySheepChat 'Sum up' -ConfigPath $config", "Sum up\n\n1.5\nTrue\nx")]
    [InlineData("Invoke-HolySheepChat 'Sum up' -InputObject 'a', 'b' -ConfigPath $config", "Sum up\n\na\nb")]
    [InlineData("$null, 'x' | Invoke-HolySheepChat 'Sum up' -ConfigPath $config", "Sum up\n\n\nx")]
    [InlineData("([xml] '<a><b>1</b></a>').a.b, ([xml] '<c><![CDATA[<2>]]></c>').DocumentElement | Invoke-HolySheepChat 'Sum up' -ConfigPath $config", "Sum up\n\n1\n<2>")]
    public void All_input_goes_after_the_prompt_in_one_call(string script, string message)
    {
        var outcome = Run(script).ThrowOnError();

        Assert.Single(outcome.Output);
        Assert.Equal([message], Provider.Requests.Select(request => request.LastUserMessage));
    }

    [Theory]
    [InlineData("@{ Body = 'text' }")]
    [InlineData("[pscustomobject] @{ Body = 'text' }, [pscustomobject] @{ Body = 'more' }")]
    public void Objects_go_with_their_names_and_values(string input)
    {
        Run(input + " | Invoke-HolySheepChat 'Sum up' -ConfigPath $config").ThrowOnError();
        Assert.Matches("^Sum up\n\n(?s:.)*Body(?s:.)*text", Provider.Requests.Single().LastUserMessage);
    }

    [Fact]
    public void The_one_result_keeps_all_input()
    {
        var result = Run("'one', 'two' | Invoke-HolySheepChat 'Sum up' -ConfigPath $config").ThrowOnError().Output.Single();
        Assert.Equal(["one", "two"], ((object[])result.Properties["InputObject"].Value).Select(item => item.ToString()));
    }

    [Fact]
    public void A_streamed_call_sends_the_lines_after_the_prompt_too() =>
        Assert.Equal("Sum up\n\none\ntwo", RunStreamed("'one', 'two' | Invoke-HolySheepChat 'Sum up' -Stream -ConfigPath $config"));

    [Fact]
    public void Without_pipeline_input_nothing_in_the_prompt_is_special()
    {
        Run("Invoke-HolySheepChat '{\"a\": {} {{' -ConfigPath $config").ThrowOnError();
        Assert.Equal("{\"a\": {} {{", Provider.Requests.Single().LastUserMessage);
    }

    [Theory]
    [InlineData("-PassThru")]
    [InlineData("-ThrottleLimit 4")]
    [InlineData("-ThrottleLimit 1")]
    public void A_parameter_for_many_calls_needs_a_placeholder(string parameter)
    {
        var error = RunToFailure($"'one', 'two' | Invoke-HolySheepChat 'Sum up' {parameter} -ConfigPath $config");

        Assert.Equal("ArgumentInvalid," + Command, error.FullyQualifiedErrorId);
        Assert.Contains(parameter.Split(' ')[0], error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains("{Body}", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(0, Provider.CallCount);
    }

    [Theory]
    [InlineData("('x' * 500000)")]
    [InlineData("('ü' * 151000)")]
    [InlineData("(,('x' * 10000) * 50)")]
    [InlineData("@{ Body = 'x' * 500000 }")]
    public void More_than_a_hundred_thousand_tokens_need_to_be_forced(string input)
    {
        var outcome = Run($"{input} | Invoke-HolySheepChat 'Sum up' -Model local/m -ConfigPath $config");
        var error = outcome.Failure is RuntimeException failure ? failure.ErrorRecord : Assert.Single(outcome.Errors);

        Assert.Equal("ArgumentInvalid," + Command, error.FullyQualifiedErrorId);
        Assert.Contains("-Force", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(0, Provider.CallCount);
        Run($"{input} | Invoke-HolySheepChat 'Sum up' -Model local/m -Force -ConfigPath $config").ThrowOnError();
        Assert.Equal(1, Provider.CallCount);
    }

    [Fact]
    public void An_endless_input_is_refused_before_it_ends()
    {
        var error = RunToFailure("& { while ($true) { 'line of a log' * 100 } } | Invoke-HolySheepChat 'Sum up' -ConfigPath $config");
        Assert.Contains("Nothing was sent", error.Exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("$null")]
    [InlineData("'', ' '")]
    public void Input_without_a_text_is_an_error_and_no_input_no_call(string input)
    {
        Assert.Contains("empty", Assert.Single(Run($"{input} | Invoke-HolySheepChat 'Sum up' -ConfigPath $config").Errors).Exception.Message, StringComparison.Ordinal);
        Assert.Empty(Run("@() | Invoke-HolySheepChat 'Sum up' -ConfigPath $config").ThrowOnError().Output);
        Assert.Equal(0, Provider.CallCount);
    }

    [Fact]
    public void Attachments_by_script_use_each_input_so_that_the_prompt_stands_for_each()
    {
        Home.WriteFile("a.png", "of a");
        Home.WriteFile("b.png", "of b");
        var outcome = Run("'a.png', 'b.png' | Invoke-HolySheepChat 'Describe' -Attachment { [System.IO.Path]::Combine([System.IO.Path]::GetDirectoryName($config), $_) } -ThrottleLimit 2 -ConfigPath $config").ThrowOnError();

        Assert.Equal(2, outcome.Output.Count);
        Assert.Equal(2, Provider.CallCount);
    }

    [Theory]
    [InlineData("'one', 'two' | Get-HolySheepRoute 'Sum up' -Model local/m -ConfigPath $config", 1)]
    [InlineData("'one', 'two' | Get-HolySheepRoute 'Sum up {}' -Model local/m -ConfigPath $config", 2)]
    [InlineData("'one', 'two' | Get-HolySheepRoute -Model local/m -ConfigPath $config", 2)]
    public void A_route_is_shown_for_each_call_that_would_be_made(string script, int routes) => Assert.Equal(routes, Run(script).ThrowOnError().Output.Count);

    private string RunStreamed(string script)
    {
        Run(script).ThrowOnError();
        return Provider.Requests.Single().LastUserMessage!;
    }
}
