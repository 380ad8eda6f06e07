using System;
using System.Diagnostics;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.PowerShell.Tests.Commands;

public sealed class ChatPipelineTests : ChatFixture
{
    private const string Command = "HolySheep.PowerShell.Commands.InvokeHolySheepChatCommand";

    [Fact]
    public void Piped_texts_are_the_prompts_and_each_result_keeps_its_own()
    {
        var outcome = Run("'a', 'b {x}', 7 | Invoke-HolySheepChat -ConfigPath $config").ThrowOnError();

        Assert.Equal(["answer from local to a", "answer from local to b {x}", "answer from local to 7"], outcome.Output.Select(result => result.ToString()));
        Assert.Equal(["a", "b {x}", "7"], outcome.Output.Select(result => result.Properties["InputObject"].Value.ToString()));
    }

    [Fact]
    public void A_prompt_with_piped_input_is_a_template()
    {
        Run("""
            'x' | Invoke-HolySheepChat 'Say {} twice: {}. {{not this}}' -ConfigPath $config
            [pscustomobject] @{ Name = 'n'; Body = 'b'; 'Two Words' = 2.5; Nothing = $null } | Invoke-HolySheepChat -Prompt '{Name}|{ body }|{Two Words}|{Nothing}|' -ConfigPath $config
            @{ Name = 'hash' } | Invoke-HolySheepChat -Prompt '{name}' -ConfigPath $config
            """).ThrowOnError();

        Assert.Equal(["Say x twice: x. {not this}", "n|b|2.5||", "hash"], Provider.Requests.Select(request => request.LastUserMessage));
    }

    [Fact]
    public void An_unknown_property_is_that_inputs_error_with_the_nearest_name()
    {
        var outcome = Run("""
            [pscustomobject] @{ Body = 'one' }, [pscustomobject] @{ Bodi = 'two' }, [pscustomobject] @{ Body = 'three' } | Invoke-HolySheepChat -Prompt '{Body}' -ConfigPath $config
            """);
        var error = Assert.Single(outcome.Errors);

        Assert.Equal(["answer from local to one", "answer from local to three"], outcome.Output.Select(result => result.ToString()));
        Assert.Equal("ArgumentInvalid," + Command, error.FullyQualifiedErrorId);
        Assert.Equal("two", ((PSObject)error.TargetObject).Properties["Bodi"].Value);
        Assert.Contains("did you mean 'Bodi'?", error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_template_that_no_input_can_fill_ends_the_command_with_one_error()
    {
        var error = RunToFailure("'a', 'b' | Invoke-HolySheepChat -Prompt 'Say {' -ConfigPath $config");

        Assert.Equal("ArgumentInvalid," + Command, error.FullyQualifiedErrorId);
        Assert.Contains("character 5", error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal(0, Provider.CallCount);
    }

    [Fact]
    public void An_object_or_an_answer_without_a_prompt_is_an_error_that_says_what_to_write()
    {
        var outcome = Run("""
            [pscustomobject] @{ Body = 'one' } | Invoke-HolySheepChat -ConfigPath $config
            Invoke-HolySheepChat 'a' -ConfigPath $config | Invoke-HolySheepChat -ConfigPath $config
            """);

        Assert.Equal(2, outcome.Errors.Count);
        Assert.All(outcome.Errors, error => Assert.Contains("prompt", error.ErrorDetails.RecommendedAction + error.Exception.Message, StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public void Of_a_hundred_inputs_with_three_bad_ones_come_97_results_and_three_errors_in_order(int throttleLimit)
    {
        var outcome = Run("""
            1..100 | % { if ($_ -eq 10) { '' } elseif ($_ -eq 50) { "cut $([char]0xD800) here" } elseif ($_ -eq 90) { [pscustomobject] @{ Body = 'x' } } else { "n$_" } } |
                Invoke-HolySheepChat -ConfigPath $config -ThrottleLimit $args[0]
            """, throttleLimit);

        Assert.Null(outcome.Failure);
        Assert.Equal(Enumerable.Range(1, 100).Except([10, 50, 90]).Select(number => $"answer from local to n{number}"), outcome.Output.Select(result => result.ToString()));
        Assert.Equal(["", "cut \ud800 here"], outcome.Errors.Take(2).Select(error => error.TargetObject.ToString()));
        Assert.Equal("x", ((PSObject)outcome.Errors[2].TargetObject).Properties["Body"].Value);
        Assert.All(outcome.Errors, error => Assert.Equal("ArgumentInvalid," + Command, error.FullyQualifiedErrorId));
    }

    [Fact]
    public async Task Calls_run_at_once_up_to_the_limit_and_come_out_in_order()
    {
        var gate = new Gate();
        Provider.Handle(request => request.LastUserMessage == "1" ? Reply.Echo.Hold(gate) : null);
        using var shell = Session.Pipeline();
        shell.AddScript("1..6 | Invoke-HolySheepChat -ThrottleLimit 3 -ConfigPath $args[0]").AddArgument(Home.ConfigPath);
        var run = shell.InvokeAsync();
        await Provider.WaitForCallAsync(6);
        gate.Open();

        Assert.Equal(Enumerable.Range(1, 6).Select(number => $"answer from local to {number}"), (await run).Select(result => result.ToString()));
    }

    [Fact]
    public void A_missing_key_ends_the_command_with_one_error_however_many_inputs_there_are()
    {
        Configure("\"apiKey\": \"env:NOBODY_SET_THIS\"");
        var error = RunToFailure("'a', 'b', 'c' | Invoke-HolySheepChat -ConfigPath $config -ThrottleLimit 3");

        Assert.Equal("CredentialMissing," + Command, error.FullyQualifiedErrorId);
        Assert.Equal(ErrorCategory.AuthenticationError, error.CategoryInfo.Category);
        Assert.Contains("NOBODY_SET_THIS", error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal(0, Provider.CallCount);
    }

    [Fact]
    public void A_configuration_that_cannot_be_read_ends_the_command()
    {
        Home.WriteConfig("""{ "providers": { "local": { "kind": "openia" } } }""");
        var error = RunToFailure("'a', 'b' | Invoke-HolySheepChat -ConfigPath $config");

        Assert.Equal("ConfigurationInvalid," + Command, error.FullyQualifiedErrorId);
        Assert.Equal(ErrorCategory.ParserError, error.CategoryInfo.Category);
        Assert.Contains("did you mean 'openai'?", error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_provider_that_fails_is_an_error_per_input_with_category_and_attempts()
    {
        Provider.OnAny().Answer(Reply.Error(400, "nonsense", "Nonsense."));
        var outcome = Run("'a', 'b' | Invoke-HolySheepChat -ConfigPath $config");

        Assert.Null(outcome.Failure);
        Assert.Empty(outcome.Output);
        Assert.Equal(["a", "b"], outcome.Errors.Select(error => error.TargetObject.ToString()));
        Assert.All(outcome.Errors, error => Assert.Equal("RequestRejected," + Command, error.FullyQualifiedErrorId));
        Assert.All(outcome.Errors, error => Assert.Equal(ErrorCategory.InvalidArgument, error.CategoryInfo.Category));
    }

    [Fact]
    public async Task A_stop_during_a_silent_call_returns_within_half_a_second_and_hangs_up()
    {
        Provider.OnAny().Answer(Reply.Echo.Hold(new Gate()));
        using var shell = Session.Pipeline();
        shell.AddScript("1..4 | Invoke-HolySheepChat -ThrottleLimit 4 -ConfigPath $args[0]").AddArgument(Home.ConfigPath);
        var run = shell.BeginInvoke();
        await Provider.WaitForCallAsync(4);
        var clock = Stopwatch.StartNew();
        shell.Stop();

        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(0.5));
        Assert.Throws<PipelineStoppedException>(() => shell.EndInvoke(run));
        await Provider.WaitForDisconnectAsync(4);
    }

    [Fact]
    public void A_command_without_prompt_and_input_says_what_to_write()
    {
        var outcome = Run("Invoke-HolySheepChat -ConfigPath $config");
        Assert.Equal("There is nothing to ask.", Assert.Single(outcome.Errors).Exception.Message);
    }
}
